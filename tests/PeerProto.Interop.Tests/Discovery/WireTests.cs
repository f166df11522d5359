using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>The packets of discovery as another host sees them.</summary>
[SupportedOSPlatform("linux")]
public sealed class WireTests : IAsyncLifetime
{
    private const int Port = 5353;

    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    [Conforms("6762-5.2-i", "6762-5.2-j", "6762-6-k", "6762-11-a", "6762-3-c")]
    public async Task Packets_ComeFromPort5353AndPassNoRouter()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "other"] }, _guard.Token);
        using PacketCapture capture = PacketCapture.Start(lab["other"]);
        await using var ours = new LabDiscovery(lab["ours"]);
        await using var other = new LabDiscovery(lab["other"]);
        await ours.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 4711), _guard.Token);
        await using IAsyncEnumerator<ServiceChange> changes = ours.BrowseAsync(Board, _guard.Token).GetAsyncEnumerator(_guard.Token);
        Assert.True(await changes.MoveNextAsync());
        // It listens to the group: what the other host tells is heard.
        await other.AdvertiseAsync(new ServiceAdvertisement("Ben", Board, 4711), _guard.Token);
        while (changes.Current.Service.InstanceName != "Ben")
            Assert.True(await changes.MoveNextAsync());

        using Socket resolver = lab["other"].Invoke(static () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        resolver.Bind(new IPEndPoint(lab["other"].IPv4Address!, 0));
        await resolver.SendToAsync(QueryFor("Ana"), new IPEndPoint(lab["ours"].IPv4Address!, Port), _guard.Token);

        List<CapturedPacket> packets = [];
        while (packets.Count == 0 || packets[^1].Destination.Port == Port)
        {
            CapturedPacket packet = await capture.NextAsync(_guard.Token);
            if (lab["ours"].Addresses.Any(own => new IPAddress(own.GetAddressBytes()).Equals(packet.Source.Address)))
                packets.Add(packet);
        }

        Assert.All(packets, packet => Assert.Equal((Port, 255), (packet.Source.Port, packet.TimeToLive)));
        Assert.All(packets[..^1], packet => Assert.Contains(packet.Destination, new[] { IPEndPoint.Parse("224.0.0.251:5353"), IPEndPoint.Parse("[ff02::fb]:5353") }));
        Assert.True(packets[^1].IsResponse);
        Assert.Equal(resolver.LocalEndPoint, packets[^1].Destination);
        Assert.Contains(packets, packet => !packet.IsResponse);
        Assert.Equal(2, packets.Select(packet => packet.Source.AddressFamily).Distinct().Count());
    }

    [Fact]
    [Conforms("6762-14-b")]
    public async Task InterfaceLeftOut_IsNeverAnsweredOn()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "other"] }, _guard.Token);
        await lab["ours"].RunAsync("ip", ["link", "add", "side", "type", "veth", "peer", "name", "side", "netns", lab["other"].NetworkNamespace], _guard.Token);
        foreach ((string host, string address) in new[] { ("ours", "198.51.100.1/24"), ("other", "198.51.100.2/24") })
        {
            (await lab[host].RunAsync("ip", ["addr", "add", address, "dev", "side"], _guard.Token)).EnsureSuccess();
            (await lab[host].RunAsync("ip", ["link", "set", "side", "up"], _guard.Token)).EnsureSuccess();
        }

        using PacketCapture capture = PacketCapture.Start(lab["other"]);
        await using var ours = new LabDiscovery(lab["ours"], network => network.Name == "eth0");
        await ours.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 4711), _guard.Token);
        using Socket resolver = lab["other"].Invoke(static () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        resolver.Bind(new IPEndPoint(IPAddress.Any, 0));

        // Asked by unicast and by multicast on the interface left out, then on the one in use; the last answer ends the wait.
        await resolver.SendToAsync(QueryFor("Ana"), new IPEndPoint(IPAddress.Parse("198.51.100.1"), Port), _guard.Token);
        await SendToGroupAsync(resolver, "198.51.100.2");
        await SendToGroupAsync(resolver, lab["other"].IPv4Address!.ToString());

        List<CapturedPacket> fromOurs = [];
        do
        {
            CapturedPacket packet = await capture.NextAsync(_guard.Token);
            if (!packet.Source.Address.Equals(lab["other"].IPv4Address) && packet.Source.Port == Port)
                fromOurs.Add(packet);
        }
        while (fromOurs.Count == 0 || fromOurs[^1].Destination.Port == Port);

        Assert.Equal(lab["ours"].IPv4Address, fromOurs[^1].Source.Address);
        Assert.DoesNotContain(fromOurs, packet => packet.Source.Address.Equals(IPAddress.Parse("198.51.100.1")));
    }

    private async Task SendToGroupAsync(Socket socket, string from)
    {
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Parse(from).GetAddressBytes());
        await socket.SendToAsync(QueryFor("Ana"), IPEndPoint.Parse("224.0.0.251:5353"), _guard.Token);
    }

    /// <summary>A plain resolver's query for the location of a service.</summary>
    private static byte[] QueryFor(string instance) =>
    [
        0xBE, 0xEF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
        (byte)instance.Length, .. Encoding.ASCII.GetBytes(instance), 11, .. "_whiteboard"u8, 4, .. "_tcp"u8, 5, .. "local"u8, 0, 0, 33, 0, 1,
    ];
}
