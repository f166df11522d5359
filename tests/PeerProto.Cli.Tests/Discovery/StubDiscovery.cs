using System.Threading.Channels;

namespace PeerProto.Cli.Tests.Discovery;

/// <summary>A discovery that is in the states the test tells, and offers under a name the test chooses.</summary>
internal sealed class StubDiscovery(string nameGiven = "") : IPeerDiscovery
{
    private readonly Channel<DiscoveryState> _states = Channel.CreateUnbounded<DiscoveryState>();

    private readonly Channel<ServiceChange> _changes = Channel.CreateUnbounded<ServiceChange>();

    public DiscoveryState State { get; private set; }

    /// <summary>Completes when what was offered is withdrawn.</summary>
    public TaskCompletionSource Withdrawn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Become(DiscoveryState state)
    {
        State = state;
        _states.Writer.TryWrite(state);
    }

    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _states.Reader.ReadAllAsync(cancellationToken);

    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken) => new(new Offer(nameGiven, Withdrawn));

    /// <summary>Has a browse find a service.</summary>
    public void Tell(DiscoveredService service) => _changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Added, service));

    public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken = default) => _changes.Reader.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _states.Writer.TryComplete();
        return default;
    }

    private sealed class Offer(string name, TaskCompletionSource withdrawn) : IServiceAdvertisement
    {
        public string InstanceName => name;

        public ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync()
        {
            withdrawn.TrySetResult();
            return default;
        }
    }
}
