using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using PeerProto.Networking;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Networking;

/// <summary>How soon a monitor notices addresses of a host. The goal is a second; the figures are recorded. Routes are read from files that show the network of the process, so that a thread on a host does not see its own.</summary>
[SupportedOSPlatform("linux")]
public sealed class NetworkChangeTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(1));

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task AddressesComeAndGo_AreNoticed()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);
        LabHost host = lab[0];
        IPAddress v4 = IPAddress.Parse("198.51.100.1");
        IPAddress v6 = IPAddress.Parse("2001:db8::1");
        using NetworkMonitor monitor = new(() => host.Invoke(SystemNetwork.Capture), TimeProvider.System, null, TimeSpan.FromMinutes(5)); // no poll helps
        using LinuxChangeSocket changes = host.Invoke(() => LinuxChangeSocket.TryStart(monitor.Gather)) ?? throw new InvalidOperationException("There is no netlink.");

        await NoticeAsync("an IPv4 address that comes", network => network.Addresses.Any(own => own.Address.Equals(v4)), "addr", "add", "198.51.100.1/24", "dev", "eth0");
        await NoticeAsync("an IPv6 address that comes", network => network.Addresses.Any(own => own.Address.Equals(v6)), "addr", "add", "2001:db8::1/64", "dev", "eth0", "nodad");
        await NoticeAsync("an IPv4 address that goes", network => !network.Addresses.Any(own => own.Address.Equals(v4)), "addr", "del", "198.51.100.1/24", "dev", "eth0");

        async Task NoticeAsync(string what, Func<NetworkInterfaceSnapshot, bool> holds, params string[] command)
        {
            Stopwatch since = Stopwatch.StartNew();
            await host.RunAsync("ip", command, _guard.Token);
            await foreach (NetworkSnapshot snapshot in monitor.WatchAsync(_guard.Token))
            {
                if (snapshot.Interfaces.Any(network => network.Name == "eth0" && holds(network)))
                    break;
            }

            Figures.Record($"noticing {what}, with the command that makes it", since.Elapsed);
        }
    }
}
