using System.Runtime.CompilerServices;

namespace PeerProto.Cli.Tests.Apple;

/// <summary>A discovery that finds what the test tells; then the time is up.</summary>
internal sealed class FoundAgents(CancellationTokenSource time, params DiscoveredService[] services) : IPeerDiscovery
{
    public DiscoveryState State => DiscoveryState.Ready;

    public async IAsyncEnumerable<DiscoveryState> StatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return DiscoveryState.Ready;
    }

    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (DiscoveredService service in services)
            yield return new ServiceChange(ServiceChangeKind.Added, service);
        await time.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync() => default;
}
