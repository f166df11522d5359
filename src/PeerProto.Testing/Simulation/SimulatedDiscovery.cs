using System.Net;
using System.Runtime.CompilerServices;

namespace PeerProto.Testing;

/// <summary>How the sessions of a simulation find each other.</summary>
internal sealed class SimulatedDiscovery(SimulatedProcess process) : IPeerDiscovery
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Always ready until it is disposed: what keeps real discovery from working is not simulated.</summary>
    public DiscoveryState State => _disposed.Task.IsCompleted ? DiscoveryState.Cancelled : DiscoveryState.Ready;

    public async IAsyncEnumerable<DiscoveryState> StatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return State;
        if (_disposed.Task.IsCompleted)
            yield break;
        await _disposed.Task.WaitAsync(cancellationToken);
        yield return State;
    }

    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        cancellationToken.ThrowIfCancellationRequested();
        SimulatedAdvertisement offer = new(process, advertisement, new DiscoveredService(
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

    public ValueTask DisposeAsync()
    {
        _disposed.TrySetResult();
        return default;
    }
}
