using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using PeerProto.Security.Stores;

namespace PeerProto.Security.Tests.Stores;

public sealed class TrustFileTests : TrustStoreScene
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task File_IsForItsOwnerOnlyAndSoIsADirectoryMadeForIt()
    {
        StoreDirectory.RequireModes();
        string path = System.IO.Path.Combine(Folder.Path, "new", "trust.json");
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
        File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_111_111);

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
    [UnsupportedOSPlatform("windows")]
    public async Task FileBehindALink_IsOneFileForThoseWhoTakeTheLinkAndThoseWhoDoNot()
    {
        StoreDirectory.RequireModes();
        string link = Folder.File("link.json");
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
        Assert.Equal(["link.json", "trust.json", "trust.json.lock"], Directory.GetFiles(Folder.Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task LinkToAFileThatIsNotThereYet_LetsItBeMadeThere()
    {
        StoreDirectory.RequireModes();
        string link = Folder.File("link.json");
        File.CreateSymbolicLink(link, System.IO.Path.Combine(Folder.Path, "elsewhere", "trust.json"));

        await PeerTrustStore.Open(link).AddAsync(NewKey(), "one", cancellationToken: Token);

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Single(PeerTrustStore.Open(System.IO.Path.Combine(Folder.Path, "elsewhere", "trust.json")).Peers);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void LinkThatLeadsRoundInACircle_IsATypedError()
    {
        StoreDirectory.RequireModes();
        File.CreateSymbolicLink(Path, "other.json");
        File.CreateSymbolicLink(Folder.File("other.json"), "trust.json");

        Assert.Equal(PeerDiagnosisCode.StoreUnavailable, Assert.Throws<PeerStoreException>(() => Create(inFile: true)).Diagnosis.Code);
    }

    private void Write(string content)
    {
        Create(inFile: true); // makes the file with its mode
        File.WriteAllText(Path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
