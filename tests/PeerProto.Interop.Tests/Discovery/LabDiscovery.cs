using PeerProto.Discovery;
using PeerProto.Networking;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>Discovery of this process with its sockets on a lab host.</summary>
internal sealed class LabDiscovery : IAsyncDisposable
{
    private readonly LabHost _host;
    private readonly MdnsDiscovery _discovery;

    /// <summary>Prepares discovery on a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="filter">Leaves interfaces out.</param>
    /// <param name="monitor">Tells how the host's interfaces change; null for one that takes them as they are now.</param>
    public LabDiscovery(LabHost host, Func<NetworkInterfaceSnapshot, bool>? filter = null, INetworkMonitor? monitor = null)
    {
        _host = host;
        _discovery = new MdnsDiscovery(new MdnsDiscoveryOptions
        {
            NetworkMonitor = monitor ?? new FixedNetworkMonitor(host.Invoke(Look)),
            InterfaceFilter = filter,
        });
    }

    // The sockets open in the synchronous part of the first call.
    public Task<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken) =>
        _host.Invoke(() => _discovery.AdvertiseAsync(advertisement, cancellationToken).AsTask());

    public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken) =>
        _host.Invoke(() => _discovery.BrowseAsync(type, cancellationToken));

    public IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(ServiceType type, CancellationToken cancellationToken) =>
        _host.Invoke(() => _discovery.BrowseInstancesAsync(type, cancellationToken));

    public Task<DiscoveredService> ResolveAsync(ServiceType type, string instanceName, CancellationToken cancellationToken) =>
        _host.Invoke(() => _discovery.ResolveAsync(type, instanceName, cancellationToken).AsTask());

    public IAsyncEnumerable<ServiceType> BrowseTypesAsync(CancellationToken cancellationToken) =>
        _host.Invoke(() => _discovery.BrowseTypesAsync(cancellationToken));

    public ValueTask ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken) => _discovery.ReconfirmAsync(service, cancellationToken);

    public ValueTask DisposeAsync() => _discovery.DisposeAsync();

    private static NetworkSnapshot Look()
    {
        using var monitor = new NetworkMonitor();
        return monitor.Current;
    }
}
