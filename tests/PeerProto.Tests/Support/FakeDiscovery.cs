using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerProto.Sessions;

namespace PeerProto.Tests.Support;

/// <summary>A network's worth of discovery in memory: what one session advertises, all that share it find.</summary>
internal sealed class FakeDiscovery : IPeerDiscovery
{
    private readonly Lock _gate = new();

    /// <summary>Every service that came or went, in order.</summary>
    public Collector<ServiceChange> Changes { get; } = new();

    private readonly Dictionary<string, DiscoveredService> _services = [];
    private readonly List<ChannelWriter<ServiceChange>> _browsers = [];
    private readonly ChangeFeed<DiscoveryState> _states = new(DiscoveryState.Ready);

    /// <summary>The names of all services there are.</summary>
    public IReadOnlyList<string> Instances
    {
        get
        {
            lock (_gate)
                return [.. _services.Keys];
        }
    }

    public DiscoveryState State => _states.Value;

    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _states.ReadAsync(cancellationToken);

    public void Become(DiscoveryState state) => _states.Set(state);

    public void End() => _states.Set(DiscoveryState.Cancelled, isLast: true);

    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken)
    {
        Add(advertisement.InstanceName, advertisement.Type, advertisement.Port, advertisement.Txt);
        return new(new Advertisement(this, advertisement.InstanceName));
    }

    public async IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<ServiceChange> changes = Channel.CreateUnbounded<ServiceChange>();
        lock (_gate)
        {
            foreach (DiscoveredService service in _services.Values)
                changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Added, service));
            _browsers.Add(changes.Writer);
        }

        await foreach (ServiceChange change in changes.Reader.ReadAllAsync(cancellationToken))
            yield return change;
    }

    public void Add(string instance, ServiceType type, int port, TxtRecord? txt = null)
    {
        DiscoveredService service = new(instance, type, "host.local", port, txt ?? TxtRecord.Empty, [new IPEndPoint(IPAddress.Loopback, port)]);
        lock (_gate)
        {
            _services.Add(instance, service);
            Tell(new ServiceChange(ServiceChangeKind.Added, service));
        }
    }

    public void Remove(string instance)
    {
        lock (_gate)
        {
            if (_services.Remove(instance, out DiscoveredService? service))
                Tell(new ServiceChange(ServiceChangeKind.Removed, service));
        }
    }

    public void Update(string instance, TxtRecord txt)
    {
        lock (_gate)
        {
            DiscoveredService old = _services[instance];
            _services[instance] = new DiscoveredService(old.InstanceName, old.Type, old.HostName, old.Port, txt, old.Endpoints);
            Tell(new ServiceChange(ServiceChangeKind.Changed, _services[instance]));
        }
    }

    public ValueTask DisposeAsync() => default;

    private void Tell(ServiceChange change)
    {
        Changes.Add(change);
        foreach (ChannelWriter<ServiceChange> browser in _browsers)
            browser.TryWrite(change);
    }

    private sealed class Advertisement(FakeDiscovery discovery, string instance) : IServiceAdvertisement
    {
        public string InstanceName => instance;

        public ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken)
        {
            discovery.Update(instance, txt);
            return default;
        }

        public ValueTask DisposeAsync()
        {
            discovery.Remove(instance);
            return default;
        }
    }
}
