using System.Net;
using System.Runtime.CompilerServices;

namespace PeerProto.Testing;

/// <summary>How the sessions of a simulation find each other.</summary>
internal sealed class SimulatedDiscovery(SimulatedProcess process) : IPeerDiscovery
{
    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        cancellationToken.ThrowIfCancellationRequested();
        SimulatedAdvertisement offer = new(process, new DiscoveredService(
            advertisement.InstanceName, advertisement.Type, process.Peer.Name, advertisement.Port, advertisement.Txt,
            [new IPEndPoint(process.Peer.Address, advertisement.Port)]));
        process.Simulation.Services.Add(offer);
        return new ValueTask<IServiceAdvertisement>(offer);
    }

    public async IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SimulatedBrowse browse = new(process, type);
        process.Simulation.Services.Add(browse);
        try
        {
            while (true)
                yield return await browse.ReadAsync(cancellationToken);
        }
        finally
        {
            process.Simulation.Services.Remove(browse);
        }
    }

    public ValueTask DisposeAsync() => default;
}
