using System.Diagnostics;
using System.Net;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>Discovery beside Avahi, a responder that others wrote, on real multicast.</summary>
public sealed class AvahiInteropTests : IAsyncLifetime
{
    private const string TypeName = "_whiteboard._tcp";

    private static readonly ServiceType Board = ServiceType.Parse(TypeName);

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireAvahiAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task AdvertisedService_IsListedByAvahiAndGoneAfterwards(bool ipv4, bool ipv6)
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4, ipv6);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        IServiceAdvertisement advertisement = await discovery.AdvertiseAsync(
            new ServiceAdvertisement("Ana's böard", Board, 4711, TxtRecord.Empty.With("v", "1").WithFlag("flag")), Guard);

        IReadOnlyList<AvahiService> found = await avahi.BrowseAsync(TypeName, Guard);

        Assert.Equal((ipv4 ? 1 : 0) + (ipv6 ? 1 : 0), found.Count);
        Assert.All(found, service =>
        {
            Assert.Equal("Ana's böard", service.Name);
            Assert.Equal(4711, service.Port);
            Assert.Contains("\"v=1\"", service.TextRecord, StringComparison.Ordinal);
            Assert.Contains("\"flag\"", service.TextRecord, StringComparison.Ordinal);
            Assert.StartsWith("pp-", service.HostName, StringComparison.Ordinal);
            Assert.Contains(lab["ours"].Addresses, address => new IPAddress(address.GetAddressBytes()).Equals(IPAddress.Parse(service.Address)));
        });

        await using LabProcess watch = avahi.Start("avahi-browse", ["--parsable", TypeName]);
        await watch.WaitForLineAsync(line => line.StartsWith("+;", StringComparison.Ordinal), Guard);
        await advertisement.DisposeAsync();
        await watch.WaitForLineAsync(line => line.StartsWith("-;", StringComparison.Ordinal), Guard);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ServicePublishedByAvahi_IsFoundAndRemoved(bool ipv4, bool ipv6)
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4, ipv6);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        ValueTask<bool> first = changes.MoveNextAsync();

        LabProcess publisher = await avahi.PublishAsync("Kitchen, 2nd floor", TypeName, 999, ["a=b", "c=x=y"], Guard);

        Assert.True(await first);
        DiscoveredService service = changes.Current.Service;
        Assert.Equal("Kitchen, 2nd floor", service.InstanceName);
        Assert.Equal("avahi.local", service.HostName);
        Assert.Equal(999, service.Port);
        Assert.Equal(["a=b", "c=x=y"], service.Txt.Select(entry => entry.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(
            service.Endpoints,
            endpoint => endpoint.Equals(new IPEndPoint(ipv4 ? lab["avahi"].IPv4Address! : lab["ours"].LinkLocalAddressOf(lab["avahi"]), 999)));

        publisher.Terminate();
        do
            Assert.True(await changes.MoveNextAsync());
        while (changes.Current.Kind != ServiceChangeKind.Removed);
    }

    [Fact]
    public async Task ServicePublishedByAvahi_IsNamedAndResolvedAlone()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        Task<DiscoveredService> resolving = discovery.ResolveAsync(Board, "Kitchen, 2nd floor", Guard);
        await using IAsyncEnumerator<InstanceChange> changes = discovery.BrowseInstancesAsync(Board, Guard).GetAsyncEnumerator(Guard);
        ValueTask<bool> first = changes.MoveNextAsync();

        LabProcess publisher = await avahi.PublishAsync("Kitchen, 2nd floor", TypeName, 999, ["a=b"], Guard);

        Assert.True(await first);
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Kitchen, 2nd floor"), changes.Current);
        DiscoveredService service = await resolving.WaitAsync(Guard);
        Assert.Equal(("avahi.local", 999, "a=b"), (service.HostName, service.Port, service.Txt.ToString()));
        Assert.All(service.Places, place => Assert.NotEqual(0, place.InterfaceIndex));
        publisher.Terminate();
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Kitchen, 2nd floor"), changes.Current);
    }

    [Fact]
    [Conforms("6762-8.4-a")]
    public async Task UpdatedTxtRecord_IsSeenByAvahi()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: false);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        IServiceAdvertisement advertisement = await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 4711, TxtRecord.Empty.With("v", "1")), Guard);
        await avahi.WaitForServiceAsync(TypeName, service => service.TextRecord == "\"v=1\"", Guard);

        var watch = Stopwatch.StartNew();
        await advertisement.UpdateAsync(TxtRecord.Empty.With("v", "2"), Guard);
        await avahi.WaitForServiceAsync(TypeName, service => service.TextRecord == "\"v=2\"", Guard);

        Figures.Record("the TXT record changes here → seen by a new browse of Avahi", watch.Elapsed);
    }

    [Fact]
    public async Task TxtRecordThatAvahiChanges_IsSeen()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: false);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        foreach (string version in new[] { "1", "2" })
        {
            await WriteServiceAsync(avahi, version);
            do
                Assert.True(await changes.MoveNextAsync());
            while (changes.Current.Kind == ServiceChangeKind.Removed || changes.Current.Service.Txt.GetText("v") != version);
        }
    }

    [Fact]
    [Conforms("6762-8.1-g", "6762-3-a")]
    public async Task NameThatAvahiHas_IsNumbered()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await avahi.PublishAsync("Board", TypeName, 1, cancellationToken: Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);

        IServiceAdvertisement advertisement = await discovery.AdvertiseAsync(new ServiceAdvertisement("Board", Board, 2), Guard);

        Assert.Equal("Board (2)", advertisement.InstanceName);
    }

    [Fact]
    [Conforms("6762-9-b")]
    public async Task NameThatIsOurs_EndsWithTwoNames()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await discovery.AdvertiseAsync(new ServiceAdvertisement("Board", Board, 2), Guard);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);

        await avahi.PublishAsync("Board", TypeName, 1, cancellationToken: Guard);

        // Which of the two takes another name is for them to settle; on a quiet machine it is Avahi, with "Board #2".
        Dictionary<string, int> ports = [];
        while (!ports.Values.Order().SequenceEqual([1, 2]))
        {
            Assert.True(await changes.MoveNextAsync());
            ports.Remove(changes.Current.Service.InstanceName);
            if (changes.Current.Kind != ServiceChangeKind.Removed)
                ports.Add(changes.Current.Service.InstanceName, changes.Current.Service.Port);
        }
    }

    [Fact]
    [Conforms("6762-15.1-a")]
    public async Task AvahiOnTheSameHost_SharesThePort()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["ours"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await discovery.AdvertiseAsync(new ServiceAdvertisement("Beside", Board, 2), Guard);

        Assert.Equal("Beside", (await avahi.WaitForServiceAsync(TypeName, _ => true, Guard)).Name);
    }

    [Fact]
    public async Task ServiceTypes_OfAvahiAreListed()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await avahi.PublishAsync("Board", TypeName, 1, cancellationToken: Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);

        await foreach (ServiceType type in discovery.BrowseTypesAsync(Guard))
        {
            if (type.Equals(Board))
                return;
        }

        Assert.Fail("The browse ended.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoHosts_FindEachOther(bool ipv4)
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4, ipv6: true);
        await using var one = new LabDiscovery(lab["ours"]);
        await using var other = new LabDiscovery(lab["avahi"]);
        var watch = Stopwatch.StartNew();
        Task<IServiceAdvertisement> advertising = one.AdvertiseAsync(new ServiceAdvertisement("One", Board, 1), Guard);
        await using IAsyncEnumerator<ServiceChange> changes = other.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);

        Assert.True(await changes.MoveNextAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"found after {watch.ElapsedMilliseconds} ms");
        Assert.Equal("One", changes.Current.Service.InstanceName);
        Assert.Equal("One", (await advertising).InstanceName);
    }

    [Fact]
    public async Task HostWithLoopbackOnly_FindsItsOwnPrograms()
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4: true, ipv6: true);
        await using var one = new LabDiscovery(lab["ours"], network => network.IsLoopback);
        await using var other = new LabDiscovery(lab["ours"], network => network.IsLoopback);
        await one.AdvertiseAsync(new ServiceAdvertisement("One", Board, 1), Guard);
        await using IAsyncEnumerator<ServiceChange> changes = other.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);

        Assert.True(await changes.MoveNextAsync());
        Assert.Contains(new IPEndPoint(IPAddress.Loopback, 1), changes.Current.Service.Endpoints);
    }

    /// <summary>Puts a service into Avahi's folder, which it watches. It looks at the file's time in whole seconds, so each version has a time of its own.</summary>
    private async Task WriteServiceAsync(AvahiDaemon avahi, string version)
    {
        const string Write = "cd /etc/avahi/services && printf '%s' \"$0\" > new && touch -d \"@100$1\" new && mv new board.service";
        string service = $"""
            <?xml version="1.0" standalone='no'?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">
            <service-group><name>Board</name><service><type>{TypeName}</type><port>7</port><txt-record>v={version}</txt-record></service></service-group>
            """;
        (await avahi.RunAsync("sh", ["-c", Write, service, version], Guard)).EnsureSuccess();
    }

    private Task<NetworkLab> CreateLabAsync(bool ipv4, bool ipv6) => NetworkLab.CreateAsync(
        new NetworkLabOptions { HostNames = ["ours", "avahi"], IPv4 = ipv4, IPv6 = ipv6 }, Guard);
}
