namespace PeerProto;

/// <summary>
/// The seam for a way of finding peers. Implementations are safe for concurrent use. Disposing one withdraws what it still advertises
/// and ends its browses.
/// </summary>
public interface IPeerDiscovery : IAsyncDisposable
{
    /// <summary>Whether it works at this moment, and why not: a network or a permission is missing, for example.</summary>
    DiscoveryState State { get; }

    /// <summary>
    /// Reports the state of the moment, then each change, until the discovery is disposed. A slow reader misses intermediate states, never the latest.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Offers a service until the returned advertisement is disposed. Completes once the name is claimed on every network present at that time;
    /// networks that appear later are served without further calls.
    /// </summary>
    /// <param name="advertisement">What to offer.</param>
    /// <param name="cancellationToken">Gives up before the name is claimed; nothing stays advertised then.</param>
    /// <returns>The running advertisement.</returns>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken);

    /// <summary>
    /// Yields the services of a type: first those known, then each change. It ends when the token is cancelled (with
    /// <see cref="OperationCanceledException"/>) or the discovery is disposed (quietly). A slow reader misses intermediate states of a service,
    /// never its latest one, so nothing piles up. Services offered through the same discovery are listed too.
    /// </summary>
    /// <param name="type">The type to look for.</param>
    /// <param name="cancellationToken">Ends the browse.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed before the browse began.</exception>
    IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken);
}
