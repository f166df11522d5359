using System.Runtime.CompilerServices;

namespace PeerProto.Apple;

/// <summary>Finds Thread border routers on the local network, through any discovery.</summary>
/// <param name="discovery">What looks for services; it is not disposed.</param>
public sealed class BorderAgentBrowser(IPeerDiscovery discovery)
{
    private readonly IPeerDiscovery _discovery = discovery ?? throw new ArgumentNullException(nameof(discovery));

    /// <summary>Yields the border agents that are found, and again each that has changed. Those that go are not told.</summary>
    /// <param name="cancellationToken">Ends the browse with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    public async IAsyncEnumerable<BorderAgent> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ServiceChange change in _discovery.BrowseAsync(BorderAgent.ServiceType, cancellationToken).ConfigureAwait(false))
        {
            if (change.Kind != ServiceChangeKind.Removed)
                yield return BorderAgent.From(change.Service);
        }
    }

    /// <summary>Waits for the first border agent that serves the network of a data set and tells an identifier to store credentials under.</summary>
    /// <param name="dataset">The data set; it needs its extended PAN identifier.</param>
    /// <param name="cancellationToken">Ends the wait: without one it lasts until a border agent is found.</param>
    /// <returns>The border agent; null when the discovery was disposed before one was found.</returns>
    /// <exception cref="ArgumentException">The data set has no extended PAN identifier.</exception>
    /// <exception cref="DiscoveryException">Discovery cannot run here; the message says why and what to do.</exception>
    public async Task<BorderAgent?> FindAsync(ThreadDataset dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.ExtendedPanId is null)
            throw new ArgumentException("The data set has no Extended PAN ID, by which a border agent is recognised.", nameof(dataset));
        await foreach (BorderAgent agent in BrowseAsync(cancellationToken).ConfigureAwait(false))
        {
            if (agent.Serves(dataset) && agent.StorageId is not null)
                return agent;
        }

        return null;
    }
}
