namespace PeerProto;

/// <summary>
/// The seam for whatever knows where peers may be: multicast or unicast DNS-SD, a list, a ticket. A session takes any number of them and makes one connection to each peer, whoever told of it.
/// Implementations are safe for concurrent use. Disposing one ends its searches.
/// </summary>
public interface IPeerSource : IAsyncDisposable
{
    /// <summary>Whether it works at this moment, and why not.</summary>
    DiscoveryState State { get; }

    /// <summary>Reports the state of the moment, then each change, until the source is disposed. A slow reader misses intermediate states, never the latest.</summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Yields those who may be peers: first those known, then each change. It ends when the token is cancelled (with <see cref="OperationCanceledException"/>) or the source is disposed (quietly).
    /// A slow reader misses intermediate states of a candidate, never its latest one, so nothing piles up.
    /// </summary>
    /// <param name="type">The service type that peers of the contract are announced under. A source that knows its peers otherwise may leave it aside.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="DiscoveryException">The source cannot work here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed before the search began.</exception>
    IAsyncEnumerable<PeerCandidateChange> FindAsync(ServiceType type, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells the source that a candidate could not be reached, so that it looks whether what it knows is still true (RFC 6762 section 10.4). One that cannot look does nothing.
    /// </summary>
    /// <param name="candidate">The candidate, as the source told it or merged with what others told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask ReconfirmAsync(PeerCandidate candidate, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
