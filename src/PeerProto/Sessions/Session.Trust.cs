using PeerProto.Connections;
using PeerProto.Protocol;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    /// <summary>Acts on what happens in the trust store: who is added is dialled at once, who is revoked is disconnected at once.</summary>
    private async Task FollowTrustAsync(PeerTrustStore store, CancellationToken stopping)
    {
        await foreach (TrustChange change in store.ChangesAsync(stopping))
        {
            if (change.Kind == TrustChangeKind.Added)
                TryAgain();
            if (change.Kind == TrustChangeKind.Revoked)
                RefuseRevoked();
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

    /// <summary>Ends a connection whose key the trust store holds no more. A store changes before it tells so: either this sees the change, or the connection is there when it is told.</summary>
    private void RefuseIfRevoked(PeerConnection connection)
    {
        if (_options.Security.Store is not { } store || connection.RemoteKey is not { } key || store.Find(key) is not null || connection.Failure is not null)
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
