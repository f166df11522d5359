using System.Security.Cryptography;

namespace PeerProto.Security.Tests.Stores;

public sealed class PeerTrustStoreTests : TrustStoreScene
{
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
        Time.Advance(TimeSpan.FromHours(1));

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
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(store.IsRevoked(first));
        Assert.True(store.IsRevoked(second));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FullStore_TakesNobodyElse(bool inFile)
    {
        PeerTrustStore store = Create(inFile, new PeerTrustStoreOptions { MaximumPeers = 2, TimeProvider = Time });
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
        Time.Advance(TimeSpan.FromSeconds(1));
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
}
