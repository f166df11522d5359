using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PeerProto.Sessions;

namespace PeerProto.Discovery;

/// <summary>A discovery as a source of peers: each service it finds is one.</summary>
/// <param name="discovery">The discovery.</param>
/// <param name="isOwned">Whether disposing the source disposes it.</param>
internal sealed class DiscoverySource(IPeerDiscovery discovery, bool isOwned) : IPeerSource
{
    private readonly ConcurrentDictionary<string, DiscoveredService> _services = new(StringComparer.Ordinal);

    public DiscoveryState State => discovery.State;

    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => discovery.StatesAsync(cancellationToken);

    public async IAsyncEnumerable<PeerCandidateChange> FindAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string> present = new(StringComparer.Ordinal);
        try
        {
            await foreach (ServiceChange change in discovery.BrowseAsync(type, cancellationToken))
            {
                DiscoveredService service = change.Service;
                if (service.InstanceName.Length == 0)
                    continue; // a name is what tells one from another
                if (change.Kind == ServiceChangeKind.Removed)
                {
                    present.Remove(service.InstanceName);
                    _services.TryRemove(service.InstanceName, out _);
                }
                else
                {
                    present.Add(service.InstanceName);
                    _services[service.InstanceName] = service;
                }

                yield return new PeerCandidateChange(change.Kind, new PeerCandidate(AdvertisedPorts.EndpointsOf(service), key: null, [service.InstanceName], service.Txt));
            }
        }
        finally
        {
            foreach (string name in present)
                _services.TryRemove(name, out _);
        }
    }

    public async ValueTask ReconfirmAsync(PeerCandidate candidate, CancellationToken cancellationToken = default)
    {
        foreach (string name in candidate.InstanceNames)
        {
            if (_services.TryGetValue(name, out DiscoveredService? service))
                await discovery.ReconfirmAsync(service, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => isOwned ? discovery.DisposeAsync() : ValueTask.CompletedTask;
}
