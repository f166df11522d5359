namespace PeerProto;

/// <summary>
/// A standing wish to be connected to a peer at a known address. It keeps trying while what stands in the way may pass, tells what that is, and ends when the connection it brought about
/// ends. Safe for concurrent use.
/// </summary>
/// <typeparam name="TContract">The contract.</typeparam>
public abstract class PeerDialer<TContract> : IAsyncDisposable
    where TContract : class
{
    /// <summary>Where to.</summary>
    public abstract PeerEndpoint Endpoint { get; }

    /// <summary>Where it is in its life.</summary>
    public abstract PeerConnectionState State { get; }

    /// <summary>The peer, from <see cref="PeerConnectionStateKind.Ready"/> on; null before.</summary>
    public abstract Peer<TContract>? Peer { get; }

    /// <summary>Reports the state of the moment, then each change, until it has failed or is cancelled. A reader that is 16 changes behind misses the oldest.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract IAsyncEnumerable<PeerConnectionState> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until the peer is connected, however long that takes.</summary>
    /// <param name="cancellationToken">Ends the wait; the dialer goes on.</param>
    /// <exception cref="PeerConnectionException">It failed, or was cancelled.</exception>
    public abstract ValueTask<Peer<TContract>> WhenReadyAsync(CancellationToken cancellationToken = default);

    /// <summary>Tries again at once while it is <see cref="PeerConnectionStateKind.Waiting"/>. Without effect in other states.</summary>
    public abstract void Restart();

    /// <summary>Ends it in order: what was sent before still reaches the peer, within the close deadline.</summary>
    /// <param name="cancellationToken">Ends the wait for the end, not the end.</param>
    public abstract ValueTask CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends it at once: what was not yet sent is dropped, and the peer sees a lost link. For a peer that does not answer any more.</summary>
    public abstract void ForceCancel();

    /// <summary>Ends it in order, as <see cref="CancelAsync"/>.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return CancelAsync();
    }

    /// <summary>The endpoint and the state.</summary>
    /// <returns>The written dialer.</returns>
    public override string ToString() => $"{Endpoint}: {State}";
}
