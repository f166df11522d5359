using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace PeerProto.Security.Stores;

/// <summary>What a trust store knows at one moment. Immutable.</summary>
/// <param name="DiscoveryKey">The key by which trusted peers recognise this side.</param>
/// <param name="Peers">Those that are trusted.</param>
/// <param name="Revoked">The keys that were revoked and have not been trusted anew, and when that was.</param>
internal sealed record TrustState(
    ReadOnlyMemory<byte> DiscoveryKey, ImmutableDictionary<PeerKey, TrustedPeer> Peers, ImmutableDictionary<PeerKey, DateTimeOffset> Revoked)
{
    public static TrustState CreateEmpty() => new(
        RandomNumberGenerator.GetBytes(PeerTrustStore.DiscoveryKeyLength), ImmutableDictionary<PeerKey, TrustedPeer>.Empty, ImmutableDictionary<PeerKey, DateTimeOffset>.Empty);

    /// <summary>This state with an entry that is new or another than before. Its key is revoked no more.</summary>
    public TrustState With(TrustedPeer peer) => this with { Peers = Peers.SetItem(peer.Key, peer), Revoked = Revoked.Remove(peer.Key) };

    /// <summary>This state without a peer, whose key is remembered. Beyond <see cref="PeerTrustStore.MaximumRevoked"/> the one that was revoked first is forgotten.</summary>
    public TrustState Without(PeerKey key, DateTimeOffset now)
    {
        ImmutableDictionary<PeerKey, DateTimeOffset> revoked = Revoked.SetItem(key, now);
        if (revoked.Count > PeerTrustStore.MaximumRevoked)
            revoked = revoked.Remove(Revoked.MinBy(static entry => entry.Value).Key);
        return this with { Peers = Peers.Remove(key), Revoked = revoked };
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="PeerStoreException">It is not what <see cref="Write"/> writes.</exception>
    public static TrustState Read(string path, ReadOnlySpan<byte> content)
    {
        TrustFile file;
        try
        {
            file = JsonSerializer.Deserialize(content, TrustFileContext.Default.TrustFile) ?? throw StoreFailure.Damaged(path, "it holds nothing");
        }
        catch (JsonException failure)
        {
            // The message of the exception may quote what is in the file.
            throw StoreFailure.Damaged(path, $"line {failure.LineNumber + 1} is no such JSON");
        }

        if (file.Version != TrustFile.CurrentVersion)
            throw StoreFailure.Damaged(path, $"version {file.Version}, and this program knows version {TrustFile.CurrentVersion}");
        if (file.DiscoveryKey.Length != PeerTrustStore.DiscoveryKeyLength)
            throw StoreFailure.Damaged(path, "its discovery key has another length");
        if (file.Peers.Length > PeerTrustStore.MaximumPeers)
            throw StoreFailure.Damaged(path, $"it has more than {PeerTrustStore.MaximumPeers} peers");
        var peers = ImmutableDictionary.CreateBuilder<PeerKey, TrustedPeer>();
        foreach (TrustFileEntry? entry in file.Peers)
        {
            if (entry is null || !PeerKey.TryParse(entry.Key, out PeerKey? key))
                throw StoreFailure.Damaged(path, "an entry has no key");
            TrustedPeer peer = new()
            {
                Key = key,
                Name = entry.Name,
                FirstSeen = entry.FirstSeen,
                LastSeen = entry.LastSeen,
                Permissions = TrustRules.Collect(entry.Permissions),
                DiscoveryKey = entry.DiscoveryKey,
            };
            if (TrustRules.Find(peer) is { } broken)
                throw StoreFailure.Damaged(path, $"an entry has {broken}");
            if (!peers.TryAdd(key, peer))
                throw StoreFailure.Damaged(path, "a peer comes twice");
        }

        return new TrustState(file.DiscoveryKey, peers.ToImmutable(), ReadRevoked(path, file, peers));
    }

    private static ImmutableDictionary<PeerKey, DateTimeOffset> ReadRevoked(string path, TrustFile file, ImmutableDictionary<PeerKey, TrustedPeer>.Builder peers)
    {
        if (file.Revoked.Length > PeerTrustStore.MaximumRevoked)
            throw StoreFailure.Damaged(path, $"it has more than {PeerTrustStore.MaximumRevoked} revoked keys");
        var revoked = ImmutableDictionary.CreateBuilder<PeerKey, DateTimeOffset>();
        foreach (RevokedFileEntry? entry in file.Revoked)
        {
            if (entry is null || !PeerKey.TryParse(entry.Key, out PeerKey? key))
                throw StoreFailure.Damaged(path, "a revoked entry has no key");
            if (peers.ContainsKey(key) || !revoked.TryAdd(key, entry.Time))
                throw StoreFailure.Damaged(path, "a revoked key comes twice, or is a peer's");
        }

        return revoked.ToImmutable();
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        new TrustFile
        {
            Version = TrustFile.CurrentVersion,
            DiscoveryKey = DiscoveryKey.ToArray(),
            Peers =
            [
                .. Peers.Values.OrderBy(static peer => peer.FirstSeen).ThenBy(static peer => peer.Key.ToString(), StringComparer.Ordinal).Select(static peer => new TrustFileEntry
                {
                    Key = peer.Key.ToString(),
                    Name = peer.Name,
                    FirstSeen = peer.FirstSeen,
                    LastSeen = peer.LastSeen,
                    Permissions = [.. peer.Permissions],
                    DiscoveryKey = peer.DiscoveryKey.ToArray(),
                }),
            ],
            Revoked =
            [
                .. Revoked.OrderBy(static entry => entry.Value).ThenBy(static entry => entry.Key.ToString(), StringComparer.Ordinal).Select(static entry => new RevokedFileEntry
                {
                    Key = entry.Key.ToString(),
                    Time = entry.Value,
                }),
            ],
        },
        TrustFileContext.Default.TrustFile);

    /// <summary>This state, with the later of the times at which both saw a peer.</summary>
    public TrustState WithTimesOf(TrustState other)
    {
        var peers = Peers.ToBuilder();
        foreach ((PeerKey key, TrustedPeer peer) in Peers)
        {
            if (other.Peers.TryGetValue(key, out TrustedPeer? seen) && seen.LastSeen > peer.LastSeen)
                peers[key] = peer with { LastSeen = seen.LastSeen };
        }

        return this with { Peers = peers.ToImmutable() };
    }

    /// <summary>What is different from an earlier state. When peers were last seen does not count.</summary>
    public IEnumerable<TrustChange> Since(ImmutableDictionary<PeerKey, TrustedPeer> earlier)
    {
        foreach ((PeerKey key, TrustedPeer peer) in earlier)
        {
            if (!Peers.ContainsKey(key))
                yield return new TrustChange(TrustChangeKind.Revoked, peer);
        }

        foreach ((PeerKey key, TrustedPeer peer) in Peers)
        {
            if (!earlier.TryGetValue(key, out TrustedPeer? before))
                yield return new TrustChange(TrustChangeKind.Added, peer);
            else if (!peer.HasSameTerms(before))
                yield return new TrustChange(TrustChangeKind.Changed, peer);
        }
    }
}
