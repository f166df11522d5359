using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Security.Stores;

namespace PeerProto.Security.Tests.Stores;

public sealed class PeerTrustStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly StoreDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _directory.File("trust.json");

    public void Dispose() => _directory.Dispose();

    public static TheoryData<bool> Kinds => [false, true];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AddedPeer_IsFoundWithWhatIsKnownOfIt(bool inFile)
    {
        PeerTrustStore store = Create(inFile);
        PeerKey key = NewKey();
        byte[] discoveryKey = RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength);

        TrustedPeer added = await store.AddAsync(key, "Ana's laptop", discoveryKey, ["print", "draw"], Token);

        Assert.Equal(added, store.Find(key));
        Assert.Equal(["draw", "print"], added.Permissions);
        Assert.Equal(Start, added.FirstSeen);
        Assert.Equal(Start, added.LastSeen);
        Assert.Equal(discoveryKey, added.DiscoveryKey.ToArray());
        Assert.Equal([added], store.Peers);
        Assert.Null(store.Find(NewKey()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PeerAddedAgain_KeepsWhatIsNotGivenAnew(bool inFile)
    {
        PeerTrustStore store = Create(inFile);
        PeerKey key = NewKey();
        byte[] discoveryKey = RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength);
        await store.AddAsync(key, "one", discoveryKey, ["draw"], Token);
        _time.Advance(TimeSpan.FromHours(1));

        TrustedPeer again = await store.AddAsync(key, "two", cancellationToken: Token);

        Assert.Equal("two", again.Name);
        Assert.Equal(Start, again.FirstSeen);
        Assert.Equal(Start + TimeSpan.FromHours(1), again.LastSeen);
        Assert.Equal(["draw"], again.Permissions);
        Assert.Equal(discoveryKey, again.DiscoveryKey.ToArray());
        Assert.Single(store.Peers);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EntryThatIsEdited_TakesTheChangeAndKeepsTheRest(bool inFile)
    {
        PeerTrustStore store = Create(inFile);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", default, ["draw"], Token);
        byte[] discoveryKey = RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength);

        Assert.True(await store.RenameAsync(key, "two", Token));
        Assert.True(await store.SetPermissionsAsync(key, ["print"], Token));
        Assert.True(await store.SetDiscoveryKeyAsync(key, discoveryKey, Token));
        Assert.False(await store.RenameAsync(NewKey(), "nobody", Token));

        TrustedPeer peer = Assert.Single(store.Peers);
        Assert.Equal("two", peer.Name);
        Assert.Equal(["print"], peer.Permissions);
        Assert.Equal(discoveryKey, peer.DiscoveryKey.ToArray());
        Assert.Equal(Start, peer.FirstSeen);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RevokedPeer_IsGone(bool inFile)
    {
        PeerTrustStore store = Create(inFile);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);

        Assert.True(await store.RevokeAsync(key, Token));
        Assert.False(await store.RevokeAsync(key, Token));

        Assert.Null(store.Find(key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RevokedKey_IsKnownAsSuchUntilItIsAddedAgain(bool inFile)
    {
        PeerTrustStore store = Create(inFile);
        PeerKey key = NewKey();
        PeerKey stranger = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);
        await store.RevokeAsync(key, Token);
        await store.RevokeAsync(stranger, Token);
        await store.RememberAsync(key, Token);
        await store.RememberAsync(stranger, Token);
        PeerKey another = NewKey();
        await store.RememberAsync(another, Token);

        PeerTrustStore later = inFile ? Create(inFile) : store;
        Assert.True(later.IsRevoked(key));
        Assert.True(later.IsRevoked(stranger));
        Assert.Equal(another, Assert.Single(later.Peers).Key);
        await later.AddAsync(key, "one", cancellationToken: Token);
        Assert.False(later.IsRevoked(key));
        Assert.Equal(2, later.Peers.Count);
        Assert.False((inFile ? Create(inFile) : later).IsRevoked(key));
    }

    [Fact]
    public async Task MoreKeysAreRevokedThanAreRemembered_TheFirstIsForgotten()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey first = NewKey();
        PeerKey second = NewKey();
        foreach (PeerKey key in Enumerable.Range(0, PeerTrustStore.MaximumRevoked - 1).Select(static _ => NewKey()).Prepend(second).Prepend(first))
        {
            Assert.False(store.IsRevoked(key));
            await store.RevokeAsync(key, Token);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(store.IsRevoked(first));
        Assert.True(store.IsRevoked(second));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FullStore_TakesNobodyElse(bool inFile)
    {
        PeerTrustStore store = Create(inFile, new PeerTrustStoreOptions { MaximumPeers = 2, TimeProvider = _time });
        PeerKey known = NewKey();
        await store.AddAsync(known, "one", cancellationToken: Token);
        await store.AddAsync(NewKey(), "two", cancellationToken: Token);

        PeerStoreException full = await Assert.ThrowsAsync<PeerStoreException>(async () => await store.AddAsync(NewKey(), "three", cancellationToken: Token));

        Assert.Equal(PeerDiagnosisCode.StoreFull, full.Diagnosis.Code);
        await store.AddAsync(known, "one again", cancellationToken: Token);
        Assert.Equal(2, store.Peers.Count);
    }

    [Fact]
    public async Task EntryBeyondItsBounds_IsRefusedBeforeItIsWritten()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(NewKey(), new string('x', PeerTrustStore.MaximumNameLength + 1), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.RenameAsync(key, "\u001b[2J", Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(NewKey(), "two", new byte[16], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.SetDiscoveryKeyAsync(key, new byte[33], Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.SetPermissionsAsync(key, [""], Token));
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await store.SetPermissionsAsync(key, Enumerable.Range(0, PeerTrustStore.MaximumPermissions + 1).Select(number => $"p{number}"), Token));

        Assert.Equal("one", Assert.Single(store.Peers).Name);
    }

    [Fact]
    public async Task OpenedAgain_HoldsTheSame()
    {
        PeerTrustStore store = Create(inFile: true);
        await store.AddAsync(NewKey(), "Ünal's 电脑", RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength), ["draw"], Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await store.AddAsync(NewKey(), "", cancellationToken: Token);

        PeerTrustStore again = Create(inFile: true);

        Assert.Equal(store.Peers, again.Peers);
        Assert.Equal(store.DiscoveryKey.ToArray(), again.DiscoveryKey.ToArray());
    }

    [Fact]
    public void DiscoveryKeyOfAStore_IsItsOwn()
    {
        PeerTrustStore one = new();
        PeerTrustStore other = new();

        Assert.Equal(PeerTrustStore.DiscoveryKeyLength, one.DiscoveryKey.Length);
        Assert.NotEqual(one.DiscoveryKey.ToArray(), other.DiscoveryKey.ToArray());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task File_IsForItsOwnerOnlyAndSoIsADirectoryMadeForIt()
    {
        StoreDirectory.RequireModes();
        string path = System.IO.Path.Combine(_directory.Path, "new", "trust.json");
        PeerTrustStore store = PeerTrustStore.Open(path);
        await store.AddAsync(NewKey(), "one", cancellationToken: Token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(System.IO.Path.GetDirectoryName(path)!));
        Assert.Equal(["trust.json", "trust.json.lock"], Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [UnsupportedOSPlatform("windows")]
    public void FileThatOthersMayUse_IsRefused(UnixFileMode others)
    {
        StoreDirectory.RequireModes();
        Create(inFile: true);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        PeerStoreException refused = Assert.Throws<PeerStoreException>(() => Create(inFile: true));

        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, refused.Diagnosis.Code);
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task DirectoryThatEverybodyMayChange_IsRefusedForReadingAndWriting()
    {
        StoreDirectory.RequireModes();
        PeerTrustStore store = Create(inFile: true);
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_111_111);

        PeerStoreException opening = Assert.Throws<PeerStoreException>(() => Create(inFile: true));
        PeerStoreException adding = await Assert.ThrowsAsync<PeerStoreException>(async () => await store.AddAsync(NewKey(), "one", cancellationToken: Token));

        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, opening.Diagnosis.Code);
        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, adding.Diagnosis.Code);
        Assert.Empty(store.Peers);
    }

    [Fact]
    public void DirectoryInThePlaceOfTheFile_IsATypedError()
    {
        Directory.CreateDirectory(Path);

        Assert.Equal(PeerDiagnosisCode.StoreUnavailable, Assert.Throws<PeerStoreException>(() => Create(inFile: true)).Diagnosis.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1")]
    [InlineData("{\"version\":2,\"discoveryKey\":\"KEY\",\"peers\":[]}")]
    [InlineData("{\"version\":1,\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"AAAA\",\"peers\":[]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":null,\"peers\":[]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":null}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[null]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"more\":1}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"revoked\":null}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"revoked\":[null]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"revoked\":[{\"key\":\"ab\",\"time\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"revoked\":[{\"key\":\"PEER\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[],\"revoked\":[{\"key\":\"PEER\",\"time\":\"2030-01-01T00:00:00Z\"},{\"key\":\"PEER\",\"time\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"ab\",\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"PEER\",\"firstSeen\":\"tomorrow\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"PEER\",\"name\":null,\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"PEER\",\"name\":\"\\u001b[2J\",\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"PEER\",\"permissions\":[null],\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"discoveryKey\":\"KEY\",\"peers\":[{\"key\":\"PEER\",\"discoveryKey\":\"AAAA\",\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}]}")]
    public void HostileContent_IsATypedErrorThatQuotesNothing(string content)
    {
        string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength));
        Write(content.Replace("KEY", secret, StringComparison.Ordinal).Replace("PEER", NewKey().ToString(), StringComparison.Ordinal));

        PeerStoreException damaged = Assert.Throws<PeerStoreException>(() => Create(inFile: true));

        Assert.Equal(PeerDiagnosisCode.StoreDamaged, damaged.Diagnosis.Code);
        Assert.DoesNotContain(secret, damaged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PeerThatComesTwice_IsDamage()
    {
        string entry = $"{{\"key\":\"{NewKey()}\",\"firstSeen\":\"2030-01-01T00:00:00Z\",\"lastSeen\":\"2030-01-01T00:00:00Z\"}}";
        Write($"{{\"version\":1,\"discoveryKey\":\"{Convert.ToBase64String(new byte[32])}\",\"peers\":[{entry},{entry}]}}");

        Assert.Equal(PeerDiagnosisCode.StoreDamaged, Assert.Throws<PeerStoreException>(() => Create(inFile: true)).Diagnosis.Code);
    }

    [Fact]
    public async Task RandomDamage_IsATypedErrorOrReadAsSomethingWhole()
    {
        PeerTrustStore store = Create(inFile: true);
        for (int i = 0; i < 4; i++)
            await store.AddAsync(NewKey(), $"peer {i}", RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength), ["draw"], Token);
        byte[] whole = await File.ReadAllBytesAsync(Path, Token);
        Random random = new(4711);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole];
            for (int n = random.Next(1, 4); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            await File.WriteAllBytesAsync(Path, damaged, Token);
            try
            {
                _ = Create(inFile: true);
            }
            catch (PeerStoreException failure)
            {
                Assert.Equal(PeerDiagnosisCode.StoreDamaged, failure.Diagnosis.Code);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 500);
    }

    [Fact]
    public void FileThatIsTooLong_IsNotRead()
    {
        Create(inFile: true);
        using (FileStream file = File.OpenWrite(Path))
            file.SetLength(17 * 1024 * 1024);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(PeerDiagnosisCode.StoreDamaged, Assert.Throws<PeerStoreException>(() => Create(inFile: true)).Diagnosis.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public async Task ChangeThatMakesTheFileTooLong_IsRefusedAndTheStoreRemainsUsable()
    {
        // Each character takes six bytes in the file.
        string[] many = [.. Enumerable.Range(0, PeerTrustStore.MaximumPermissions).Select(static i => $"{i:00}".PadRight(PeerTrustStore.MaximumPermissionLength, 'ü'))];
        TrustState Make(int peers) => Enumerable.Range(0, peers).Aggregate(
            TrustState.CreateEmpty(), (state, _) => state.With(new TrustedPeer { Key = NewKey(), Permissions = TrustRules.Collect(many) }));
        int bytes = Make(2).Write().Length - Make(1).Write().Length;
        TrustState state = Make((PeerTrustStore.MaximumFileBytes - Make(0).Write().Length) / bytes);
        new OwnerOnlyFile(Path, PeerTrustStore.MaximumFileBytes).Replace(state.Write());
        PeerTrustStore store = Create(inFile: true);
        PeerKey another = NewKey();

        PeerStoreException full = await Assert.ThrowsAsync<PeerStoreException>(async () => await store.AddAsync(another, "one more", permissions: many, cancellationToken: Token));

        Assert.Equal(PeerDiagnosisCode.StoreFull, full.Diagnosis.Code);
        Assert.Null(store.Find(another));
        foreach (PeerKey key in state.Peers.Keys.Take(2))
            Assert.True(await store.RevokeAsync(key, Token));
        await store.AddAsync(another, "one more", permissions: many, cancellationToken: Token);
        Assert.Equal(state.Peers.Count - 1, Create(inFile: true).Peers.Count);
    }

    [Fact]
    public async Task Changes_BeginWithThoseTrustedAndTellWhatFollows()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey first = NewKey();
        PeerKey second = NewKey();
        await store.AddAsync(first, "one", cancellationToken: Token);
        await using IAsyncEnumerator<TrustChange> changes = store.ChangesAsync(Token).GetAsyncEnumerator(Token);

        Assert.Equal((TrustChangeKind.Added, first), await NextAsync(changes));
        ValueTask<(TrustChangeKind, PeerKey)> next = NextAsync(changes);
        _time.Advance(TimeSpan.FromMinutes(5));
        await store.ReportSeenAsync(first, Token); // is none
        await store.AddAsync(second, "two", cancellationToken: Token);
        Assert.Equal((TrustChangeKind.Added, second), await next);
        await store.RenameAsync(first, "uno", Token);
        Assert.Equal((TrustChangeKind.Changed, first), await NextAsync(changes));
        await store.RevokeAsync(second, Token);
        Assert.Equal((TrustChangeKind.Revoked, second), await NextAsync(changes));
    }

    [Fact]
    public async Task ManyChangesThatNobodyReads_AreToldAsTheirSum()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey key = NewKey();
        await using IAsyncEnumerator<TrustChange> changes = store.ChangesAsync(Token).GetAsyncEnumerator(Token);
        for (int i = 0; i < 1000; i++)
            await store.AddAsync(key, $"name {i}", cancellationToken: Token);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("name 999", changes.Current.Peer.Name);
    }

    [Fact]
    public async Task ChangeOfAnotherProgram_IsToldToThoseWhoFollowAndSeenByDecisions()
    {
        PeerTrustStore here = Create(inFile: true);
        PeerTrustStore there = Create(inFile: true);
        PeerKey key = NewKey();
        await using IAsyncEnumerator<TrustChange> changes = here.ChangesAsync(Token).GetAsyncEnumerator(Token);
        ValueTask<(TrustChangeKind, PeerKey)> next = NextAsync(changes);

        await there.AddAsync(key, "one", cancellationToken: Token);
        Assert.Null(here.Find(key));
        _time.Advance(PeerTrustStoreOptions.DefaultRefreshInterval);
        Assert.Equal((TrustChangeKind.Added, key), await next);

        await there.RevokeAsync(key, Token);
        here.Refresh();
        Assert.Null(here.Find(key));
    }

    [Fact]
    public async Task ChangeMadeHere_KeepsWhatAnotherProgramWrote()
    {
        PeerTrustStore here = Create(inFile: true);
        PeerTrustStore there = Create(inFile: true);
        PeerKey theirs = NewKey();
        PeerKey ours = NewKey();

        await there.AddAsync(theirs, "theirs", cancellationToken: Token);
        await here.AddAsync(ours, "ours", cancellationToken: Token);
        await there.RevokeAsync(theirs, Token);
        await here.RenameAsync(ours, "still ours", Token);

        Assert.Null(here.Find(theirs));
        Assert.Equal("still ours", Assert.Single(Create(inFile: true).Peers).Name);
    }

    [Fact]
    public async Task FileThatIsGone_LeavesNobodyTrustedAndTheDiscoveryKey()
    {
        PeerTrustStore store = Create(inFile: true);
        byte[] discoveryKey = store.DiscoveryKey.ToArray();
        await store.AddAsync(NewKey(), "one", cancellationToken: Token);
        File.Delete(Path);

        store.Refresh();

        Assert.Empty(store.Peers);
        await store.AddAsync(NewKey(), "two", cancellationToken: Token);
        Assert.Equal("two", Assert.Single(Create(inFile: true).Peers).Name);
        Assert.Equal(discoveryKey, Create(inFile: true).DiscoveryKey.ToArray());
    }

    [Fact]
    public async Task FileThatWasAwayForAWhile_IsReadAgainAndLosesNobody()
    {
        PeerTrustStore store = Create(inFile: true);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow - TimeSpan.FromHours(1)); // long enough ago for its time to tell
        store = Create(inFile: true);
        string away = _directory.File("away");
        File.Move(Path, away);
        store.Refresh();
        Assert.Empty(store.Peers);
        File.Move(away, Path);

        store.Refresh();

        Assert.NotNull(store.Find(key));
        await store.AddAsync(NewKey(), "two", cancellationToken: Token);
        Assert.Equal(["one", "two"], Create(inFile: true).Peers.Select(static peer => peer.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PeersSeenAgainAndAgain_WriteTheFileOnceInAnInterval()
    {
        PeerTrustStore store = Create(inFile: true);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);
        HashSet<string> contents = [await File.ReadAllTextAsync(Path, Token)];
        for (int i = 0; i < 600; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await store.ReportSeenAsync(key, Token);
            contents.Add(await File.ReadAllTextAsync(Path, Token));
        }

        Assert.Equal(3, contents.Count); // at first, and after each of two minutes
        _time.Advance(TimeSpan.FromSeconds(10));
        await store.ReportSeenAsync(key, Token);
        Assert.Equal(_time.GetUtcNow(), store.Find(key)!.LastSeen);
        Assert.NotEqual(_time.GetUtcNow(), Create(inFile: true).Find(key)!.LastSeen);
        await store.DisposeAsync();
        Assert.Equal(_time.GetUtcNow(), Create(inFile: true).Find(key)!.LastSeen);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task FileBehindALink_IsOneFileForThoseWhoTakeTheLinkAndThoseWhoDoNot()
    {
        StoreDirectory.RequireModes();
        string link = _directory.File("link.json");
        PeerTrustStore behind = Create(inFile: true);
        PeerKey first = NewKey();
        await behind.AddAsync(first, "first", cancellationToken: Token);
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow - TimeSpan.FromHours(1)); // long enough ago for its time to tell
        File.CreateSymbolicLink(link, "trust.json");
        PeerTrustStore through = PeerTrustStore.Open(link);

        await behind.RevokeAsync(first, Token);
        through.Refresh();
        Assert.Empty(through.Peers);
        await through.AddAsync(NewKey(), "second", cancellationToken: Token);
        behind.Refresh();

        Assert.Equal("second", Assert.Single(behind.Peers).Name);
        Assert.Equal("trust.json", new FileInfo(link).LinkTarget);
        Assert.Equal(["link.json", "trust.json", "trust.json.lock"], Directory.GetFiles(_directory.Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task LinkToAFileThatIsNotThereYet_LetsItBeMadeThere()
    {
        StoreDirectory.RequireModes();
        string link = _directory.File("link.json");
        File.CreateSymbolicLink(link, System.IO.Path.Combine(_directory.Path, "elsewhere", "trust.json"));

        await PeerTrustStore.Open(link).AddAsync(NewKey(), "one", cancellationToken: Token);

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Single(PeerTrustStore.Open(System.IO.Path.Combine(_directory.Path, "elsewhere", "trust.json")).Peers);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void LinkThatLeadsRoundInACircle_IsATypedError()
    {
        StoreDirectory.RequireModes();
        File.CreateSymbolicLink(Path, "other.json");
        File.CreateSymbolicLink(_directory.File("other.json"), "trust.json");

        Assert.Equal(PeerDiagnosisCode.StoreUnavailable, Assert.Throws<PeerStoreException>(() => Create(inFile: true)).Diagnosis.Code);
    }

    [Fact]
    public async Task SeveralStoresOfOneFileAtOnce_LoseNothing()
    {
        const int EachAdds = 25;
        Create(inFile: true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                PeerTrustStore store = Create(inFile: true);
                for (int i = 0; i < EachAdds; i++)
                    await store.AddAsync(NewKey(), $"{writer}.{i}", cancellationToken: Token);
            },
            Token)));

        Assert.Equal(4 * EachAdds, Create(inFile: true).Peers.Count);
    }

    [Fact]
    public async Task AnotherProgramThatHoldsTheFile_IsWaitedFor()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The program flock is one of Linux.");
        PeerTrustStore store = Create(inFile: true);
        await store.AddAsync(NewKey(), "one", cancellationToken: Token); // makes the lock's file
        using Process holder = Process.Start(new ProcessStartInfo("flock", ["--exclusive", $"{Path}.lock", "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Token));
            ValueTask<TrustedPeer> adding = store.AddAsync(NewKey(), "two", cancellationToken: Token);
            Assert.Single(store.Peers);
            holder.StandardInput.Close();
            await adding;
            Assert.Equal(2, Create(inFile: true).Peers.Count);
        }
        finally
        {
            holder.StandardInput.Close();
            await holder.WaitForExitAsync(Token);
        }
    }

    [Fact]
    public async Task WaitForAnotherProgram_EndsWithItsToken()
    {
        PeerTrustStore store = Create(inFile: true);
        using FileStream held = new($"{Path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using CancellationTokenSource cancelling = new();
        Task adding = store.AddAsync(NewKey(), "one", cancellationToken: cancelling.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
        Assert.Empty(store.Peers);
    }

    [Fact]
    public async Task Texts_HoldNoDiscoveryKey()
    {
        PeerTrustStore store = Create(inFile: false);
        byte[] secret = RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength);
        TrustedPeer peer = await store.AddAsync(NewKey(), "Ana", secret, cancellationToken: Token);
        string texts = $"{peer} {new TrustChange(TrustChangeKind.Added, peer)} {store} {new PeerTrustStoreOptions()}";

        Assert.StartsWith("Ana (", peer.ToString(), StringComparison.Ordinal);
        foreach (byte[] one in new[] { secret, store.DiscoveryKey.ToArray() })
        {
            Assert.DoesNotContain(Convert.ToHexStringLower(one), texts, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(one), texts, StringComparison.Ordinal);
        }
    }

    private PeerTrustStore Create(bool inFile, PeerTrustStoreOptions? options = null)
    {
        options ??= new PeerTrustStoreOptions { TimeProvider = _time };
        return inFile ? PeerTrustStore.Open(Path, options) : new PeerTrustStore(options);
    }

    private void Write(string content)
    {
        Create(inFile: true); // makes the file with its mode
        File.WriteAllText(Path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static PeerKey NewKey() => PeerKey.FromBytes(RandomNumberGenerator.GetBytes(PeerKey.Length));

    private static async ValueTask<(TrustChangeKind Kind, PeerKey Key)> NextAsync(IAsyncEnumerator<TrustChange> changes)
    {
        Assert.True(await changes.MoveNextAsync());
        return (changes.Current.Kind, changes.Current.Peer.Key);
    }
}
