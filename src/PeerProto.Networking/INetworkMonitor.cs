namespace PeerProto.Networking;

/// <summary>
/// Watches the interfaces of the machine. Discovery, transports and sessions watch the same one, so they agree on what the network is.
/// Implementations are safe for concurrent use. Tests give a scripted one.
/// </summary>
public interface INetworkMonitor
{
    /// <summary>The machine's interfaces as last seen.</summary>
    NetworkSnapshot Current { get; }

    /// <summary>
    /// Yields the current snapshot, then each one that differs from the one before. A slow reader misses intermediate snapshots, never the latest.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The snapshots. The stream also ends, quietly, when the monitor is disposed.</returns>
    IAsyncEnumerable<NetworkSnapshot> WatchAsync(CancellationToken cancellationToken);
}
