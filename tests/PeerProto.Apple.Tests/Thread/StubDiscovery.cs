using System.Runtime.CompilerServices;

namespace PeerProto.Apple.Tests;

/// <summary>A discovery that finds what the test tells, and then ends.</summary>
internal sealed class StubDiscovery(params ServiceChange[] changes) : IPeerDiscovery
{
    public ServiceType? Asked { get; private set; }

    public DiscoveryState State => DiscoveryState.Ready;

    public async IAsyncEnumerable<DiscoveryState> StatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return DiscoveryState.Ready;
    }

    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked = type;
        foreach (ServiceChange change in changes)
        {
            await Task.Yield();
            yield return change;
        }
    }

    public ValueTask DisposeAsync() => default;
}
