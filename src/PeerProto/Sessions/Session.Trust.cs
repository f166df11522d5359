using System.Security.Cryptography;
using PeerProto.Connections;
using PeerProto.Protocol;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    /// <summary>
    /// The key that the session's names are made with. Paired devices tell each other the one that their trust store keeps, in a hello that only a trusted peer gets, and so recognise each other
    /// before a connection; to everybody else it makes names as random as those of a random key.
    /// </summary>
    private byte[] CreateNameKey()
    {
        if (_options.Security.Store is { } store)
            return store.DiscoveryKey.ToArray();
        byte[] key = new byte[Hello.NameKeyLength];
        _random.Fill(key);
        return key;
    }

    /// <summary>Keeps the key by which a paired peer is recognised from now on.</summary>
    private void KeepDiscoveryKey(PeerConnection connection)
    {
        if (_options.Security.Store is not { } store || connection.RemoteKey is not { } key || connection.Remote.NameKey is not { Length: PeerTrustStore.DiscoveryKeyLength } told)
            return;
        if (store.Find(key) is { } peer && !CryptographicOperations.FixedTimeEquals(peer.DiscoveryKey.Span, told.Span))
            Track(_ => LogIfNotNotedAsync(store.SetDiscoveryKeyAsync(key, told, CancellationToken.None).AsTask()));
    }

    /// <summary>Whether it may be a trusted peer, as far as that can be told: those whose discovery key is not known may have any name.</summary>
    private bool MayBeTrusted(PeerCandidate candidate)
    {
        if (_options.Security.Store is not { } store)
            return true;
        if (candidate.Key is { } key)
            return store.Find(key) is not null;
        return candidate.InstanceNames.Count == 0
            || store.Unordered.Any(peer => peer.DiscoveryKey.IsEmpty || candidate.InstanceNames.Any(name => RotatingName.IsMadeWith(peer.DiscoveryKey.Span, name)));
    }

    /// <summary>The trusted peer that an announced name is one of.</summary>
    private PeerKey? Recognise(string name) =>
        _options.Security.Store?.Unordered.FirstOrDefault(peer => !peer.DiscoveryKey.IsEmpty && RotatingName.IsMadeWith(peer.DiscoveryKey.Span, name))?.Key;

    /// <summary>Acts on what happens in the trust store: who is added or has another discovery key is dialled at once, who is revoked is disconnected at once.</summary>
    private async Task FollowTrustAsync(PeerTrustStore store, CancellationToken stopping)
    {
        await foreach (TrustChange change in store.ChangesAsync(stopping))
        {
            if (change.Kind == TrustChangeKind.Revoked)
                RefuseRevoked();
            else if (_options.Security.Store is not null)
                TryAgain();
        }
    }

    private void RefuseRevoked()
    {
        PeerConnection[] connections;
        lock (_gate)
            connections = [.. _connections];
        foreach (PeerConnection connection in connections)
            RefuseIfRevoked(connection);
    }

    /// <summary>Whether a key is not welcome any more that was when its connection began.</summary>
    private bool IsRevoked(PeerKey key) =>
        _options.Security.Store is { } trusted ? trusted.Find(key) is null : _options.Security.Remembers?.IsRevoked(key) == true;

    /// <summary>Ends a connection whose key is trusted no more. A store changes before it tells so: either this sees the change, or the connection is there when it is told.</summary>
    private void RefuseIfRevoked(PeerConnection connection)
    {
        if (connection.RemoteKey is not { } key || connection.Failure is not null || !IsRevoked(key))
            return;
        SessionLog.Revoked(_logger, key);
        connection.Refuse(CloseCode.TrustRevoked, "the trust between the two was revoked");
    }

    /// <summary>Notes in the trust store that a peer is, or was until now, connected.</summary>
    private void ReportSeen(PeerConnection connection)
    {
        if (_options.Security.Store is not { } store || connection.RemoteKey is not { } key)
            return;
        ValueTask noting = store.ReportSeenAsync(key, CancellationToken.None);
        if (noting.IsCompletedSuccessfully)
            return;
        Task written = noting.AsTask();
        Track(_ => LogIfNotNotedAsync(written));
    }

    private Task WriteSeenAsync() => _options.Security.Store is { } store ? LogIfNotNotedAsync(store.FlushAsync().AsTask()) : Task.CompletedTask;

    private async Task LogIfNotNotedAsync(Task noting)
    {
        try
        {
            await noting;
        }
        catch (PeerStoreException failure)
        {
            SessionLog.SeenNotNoted(_logger, failure.Message);
        }
    }
}
