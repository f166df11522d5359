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
    ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken = default);

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
    IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken = default);

    /// <summary>
    /// Yields the names of the services of a type, and asks nothing about them: neither where they are nor for their TXT records. For lists from which somebody chooses, on networks
    /// with many services. <see cref="ResolveAsync"/> tells of one what <see cref="BrowseAsync"/> tells of all. Begins, ends and fails like that.
    /// </summary>
    /// <param name="type">The type to look for.</param>
    /// <param name="cancellationToken">Ends the browse.</param>
    /// <returns>The names that come and go.</returns>
    /// <remarks>Unless a discovery implements it, it is a <see cref="BrowseAsync"/> that leaves out everything but the names.</remarks>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed before the browse began.</exception>
    IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(ServiceType type, CancellationToken cancellationToken = default) =>
        BrowsedServices.InstancesAsync(BrowseAsync(type, cancellationToken), cancellationToken);

    /// <summary>
    /// Tells where one service is. Asks for its SRV and TXT record and its addresses, and for no more than those; where the service is not there yet, until it is. Asks nothing any more once
    /// it has completed.
    /// </summary>
    /// <param name="type">The type of the service. A subtype does not matter.</param>
    /// <param name="instanceName">The instance name, as a browse gave it or a user wrote it; ASCII case does not count.</param>
    /// <param name="cancellationToken">Gives up. There is no other limit to how long it waits for the service.</param>
    /// <returns>The service, once host, port, TXT record and an address are known, or a tenth of a second later: the addresses that come within that time are among the endpoints.</returns>
    /// <remarks>Unless a discovery implements it, it is a <see cref="BrowseAsync"/> that ends with the first service of the name.</remarks>
    /// <exception cref="ArgumentException">The name is empty or cannot be one.</exception>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    ValueTask<DiscoveredService> ResolveAsync(ServiceType type, string instanceName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceName);
        return BrowsedServices.FirstAsync(BrowseAsync(type, cancellationToken), instanceName, this);
    }

    /// <summary>
    /// Yields the service types offered on the network (RFC 6763 section 9): first those known, then each new one. Types are not taken back. Ends
    /// like <see cref="BrowseAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the browse.</param>
    /// <returns>The types, each once.</returns>
    /// <remarks>A discovery that does not implement it fails with the problem <see cref="DiscoveryProblem.NotSupported"/>.</remarks>
    /// <exception cref="DiscoveryException">Discovery cannot run here, or cannot list types; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed before the browse began.</exception>
    IAsyncEnumerable<ServiceType> BrowseTypesAsync(CancellationToken cancellationToken = default) => throw new DiscoveryException(
        "listing service types", new DiscoveryDiagnosis(DiscoveryProblem.NotSupported, $"{GetType().Name} cannot list service types", "Browse for a type that you know"));

    /// <summary>
    /// Tells that a found service could not be reached, so that it is asked for anew and taken from the list when nobody answers, long before its records expire (RFC 6762 section 10.4).
    /// </summary>
    /// <param name="service">The service, as this discovery gave it.</param>
    /// <param name="cancellationToken">Gives up before the question is put.</param>
    /// <returns>Completes once the question is under way; what comes of it is seen by the browses.</returns>
    /// <remarks>A discovery that cannot ask does nothing: the service is listed until its records expire.</remarks>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    ValueTask ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken = default) => default;
}
