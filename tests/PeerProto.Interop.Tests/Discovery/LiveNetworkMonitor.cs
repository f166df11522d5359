using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using PeerProto.Networking;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>The interfaces of a lab host as they change, told by that host's kernel.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LiveNetworkMonitor : INetworkMonitor, IDisposable
{
    private readonly NetworkMonitor _monitor;
    private readonly LinuxChangeSocket _changes;

    public LiveNetworkMonitor(LabHost host)
    {
        _monitor = new NetworkMonitor(() => host.Invoke(SystemNetwork.Capture), TimeProvider.System, null, NetworkMonitor.AnnouncedPollInterval);
        _changes = host.Invoke(() => LinuxChangeSocket.TryStart(_monitor.Gather)) ?? throw new InvalidOperationException("There is no netlink.");
        _monitor.Gather();
    }

    public NetworkSnapshot Current => _monitor.Current;

    public async IAsyncEnumerable<NetworkSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (NetworkSnapshot snapshot in _monitor.WatchAsync(cancellationToken))
            yield return snapshot;
    }

    public void Dispose()
    {
        _changes.Dispose();
        _monitor.Dispose();
    }
}
