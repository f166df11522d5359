using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>What another host sees when the network of one changes. The goal is two seconds after the change; the figures are recorded.</summary>
[SupportedOSPlatform("linux")]
public sealed class LinkChangeTests : IAsyncLifetime
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    [Conforms("6762-8.4-a")]
    public async Task AddressThatChanges_IsSeenByTheOtherHost()
    {
        await using NetworkLab lab = await CreateLabAsync();
        using LiveNetworkMonitor monitor = new(lab["ours"]);
        await using var ours = new LabDiscovery(lab["ours"], monitor: monitor);
        await using var other = new LabDiscovery(lab["other"]);
        await using IAsyncEnumerator<ServiceChange> changes = await AdvertiseAndFindAsync(ours, other);
        byte[] bytes = lab["ours"].IPv4Address!.GetAddressBytes();
        IPAddress address = new([bytes[0], bytes[1], bytes[2], 200]);

        var watch = Stopwatch.StartNew();
        await lab["ours"].ChangeIPv4AddressAsync(address, Guard);
        await UntilAsync(changes, service => service.Endpoints.Any(endpoint => endpoint.Address.Equals(address)));
        Figures.Record("an address changes, with the command that makes it → seen by the other host", watch.Elapsed);
    }

    [Fact]
    [Conforms("6762-8-a", "6762-10.2-a", "6762-10.2-b")]
    public async Task LinkThatWasDownForThreeSeconds_IsProbedAndAnnouncedAnew()
    {
        await using NetworkLab lab = await CreateLabAsync();
        using LiveNetworkMonitor monitor = new(lab["ours"]);
        await using var ours = new LabDiscovery(lab["ours"], monitor: monitor);
        using LiveNetworkMonitor otherMonitor = new(lab["other"]);
        await using var other = new LabDiscovery(lab["other"], monitor: otherMonitor);
        await using IAsyncEnumerator<ServiceChange> changes = await AdvertiseAndFindAsync(ours, other);

        // The other host goes off the network too, so that it has to find the service anew.
        Task flap = Task.WhenAll(lab.Hosts.Select(host => host.FlapAsync(1, TimeSpan.FromSeconds(3), TimeSpan.Zero, Guard)));
        while (changes.Current.Kind != ServiceChangeKind.Removed)
            Assert.True(await changes.MoveNextAsync());
        await flap;
        var watch = Stopwatch.StartNew();
        while (changes.Current.Kind == ServiceChangeKind.Removed)
            Assert.True(await changes.MoveNextAsync());
        Figures.Record("a link is up again after 3 s, its addresses usable → the service is found again", watch.Elapsed);
    }

    [Fact]
    public async Task InterfaceThatIsAdded_IsServedAndSeen()
    {
        await using NetworkLab lab = await CreateLabAsync();
        using LiveNetworkMonitor monitor = new(lab["ours"]);
        await using var ours = new LabDiscovery(lab["ours"], monitor: monitor);
        using LiveNetworkMonitor otherMonitor = new(lab["other"]);
        await using var other = new LabDiscovery(lab["other"], monitor: otherMonitor);
        await using IAsyncEnumerator<ServiceChange> changes = await AdvertiseAndFindAsync(ours, other);

        var watch = Stopwatch.StartNew();
        await lab["ours"].RunAsync("ip", ["link", "add", "side", "type", "veth", "peer", "name", "side", "netns", lab["other"].NetworkNamespace], Guard);
        foreach ((string host, string address) in new[] { ("other", "198.51.100.2/24"), ("ours", "198.51.100.1/24") })
        {
            (await lab[host].RunAsync("ip", ["link", "set", "side", "up"], Guard)).EnsureSuccess();
            (await lab[host].RunAsync("ip", ["addr", "add", address, "dev", "side"], Guard)).EnsureSuccess();
        }

        await UntilAsync(changes, service => service.Endpoints.Any(endpoint => endpoint.Address.Equals(IPAddress.Parse("198.51.100.1"))));
        Figures.Record("an interface is added on both hosts, with the five commands that make it → its address is seen by the other host", watch.Elapsed);
    }

    private async Task<IAsyncEnumerator<ServiceChange>> AdvertiseAndFindAsync(LabDiscovery ours, LabDiscovery other)
    {
        await ours.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 4711), Guard);
        IAsyncEnumerator<ServiceChange> changes = other.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        Assert.True(await changes.MoveNextAsync());
        return changes;
    }

    private static async Task UntilAsync(IAsyncEnumerator<ServiceChange> changes, Func<DiscoveredService, bool> holds)
    {
        do
            Assert.True(await changes.MoveNextAsync());
        while (changes.Current.Kind == ServiceChangeKind.Removed || !holds(changes.Current.Service));
    }

    private Task<NetworkLab> CreateLabAsync() => NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "other"], IPv6 = false }, Guard);
}
