using System.Net;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Networking;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class PathTests
{
    private static readonly NetworkInterfaceSnapshot Wire = FixedNetwork.Interface("eth0", 2, "192.0.2.1");
    private static readonly NetworkInterfaceSnapshot Air = FixedNetwork.Interface("wlan0", 3, "198.51.100.1", NetworkInterfaceKind.Wireless) with
    {
        Gateways = [IPAddress.Parse("198.51.100.254")],
    };

    private static readonly PeerEndpoint OnWire = PeerEndpoint.Parse("tcp://192.0.2.1:5000");
    private static readonly PeerEndpoint OnAir = PeerEndpoint.Parse("tcp://198.51.100.1:5000");
    private static readonly PeerEndpoint Peer = PeerEndpoint.Parse("tcp://192.0.2.9:6000");
    private static readonly PeerEndpoint Far = PeerEndpoint.Parse("tcp://203.0.113.9:6000");

    private static readonly ProtocolTimings Patient = new() { Hello = TimeSpan.FromDays(1), KeepAliveIdle = TimeSpan.FromDays(40), ConnectionDropTime = TimeSpan.FromDays(45) };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void PeerOnTheSameNetwork_IsReachedWithoutARouter()
    {
        PeerPath path = PathFinder.Describe(Network(Wire, Air), OnWire, Peer, null, []);

        Assert.Equal(("eth0", NetworkInterfaceKind.Ethernet, true, false), (path.InterfaceName, path.InterfaceKind, path.IsViable, path.HasBetterPath));
        Assert.Equal([IPAddress.Parse("192.0.2.1")], path.InterfaceAddresses);
        Assert.Null(path.Gateway);
        Assert.Null(path.IsExpensive);
        Assert.Null(path.IsConstrained);
    }

    [Fact]
    public void PeerBehindARouter_NeedsTheRouter()
    {
        Assert.Equal((true, "198.51.100.254"), Of(Network(Air)));
        Assert.Equal((false, null), Of(Network(Air with { Gateways = [] })));

        static (bool?, string?) Of(NetworkSnapshot network)
        {
            PeerPath path = PathFinder.Describe(network, OnAir, Far, null, []);
            return (path.IsViable, path.Gateway?.ToString());
        }
    }

    [Fact]
    public void WireComesWhileOnWireless_IsABetterPathOnlyWhereItLeadsToThePeer()
    {
        IPAddress other = IPAddress.Parse("192.0.2.9");

        Assert.False(PathFinder.Describe(Network(Air, Wire), OnAir, Far, null, []).HasBetterPath);
        Assert.True(PathFinder.Describe(Network(Air, Wire), OnAir, Far, null, [other]).HasBetterPath);
        Assert.False(PathFinder.Describe(Network(Air, Wire with { IsUp = false }), OnAir, Far, null, [other]).HasBetterPath);
    }

    [Fact]
    public void MobileNetwork_IsExpensive() =>
        Assert.True(PathFinder.Describe(Network(Air with { Kind = NetworkInterfaceKind.Cellular }), OnAir, Far, null, []).IsExpensive);

    [Fact]
    public void LinkWithoutAddresses_TellsNothingOfInterfaces()
    {
        PeerPath path = PathFinder.Describe(Network(Wire), PeerEndpoint.FromName("memory", "a"), PeerEndpoint.FromName("memory", "b"), null, []);

        Assert.Equal((null, null, null, null), (path.InterfaceName, path.InterfaceKind, path.IsViable, path.HasBetterPath));
    }

    [Fact]
    public void PathFlickers_IsNotTold()
    {
        PathWatch watch = new(OnWire, Peer, _time);
        Assert.False(watch.Update(Network(Wire), []));
        PeerPath before = watch.Current;

        Assert.True(watch.Update(Network(Wire with { IsUp = false }), []));
        _time.Advance(PathWatch.ViabilityDelay - TimeSpan.FromMilliseconds(1));
        Assert.False(watch.Update(Network(Wire), []));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(watch.Update(Network(Wire with { IsUp = false }), []));

        Assert.Same(before, watch.Current);
    }

    [Fact]
    public void PathStaysLost_IsToldAfterTheDelayWithTheInterfaceItWas()
    {
        PathWatch watch = new(OnWire, Peer, _time);
        watch.Update(Network(Wire), []);
        watch.Update(Network(), []);
        _time.Advance(PathWatch.ViabilityDelay);

        Assert.False(watch.Update(Network(), []));
        Assert.Equal(("eth0", false), (watch.Current.InterfaceName, watch.Current.IsViable));
        Assert.False(watch.Update(Network(Wire), []));
        Assert.True(watch.Current.IsViable);
    }

    [Fact]
    public async Task InterfaceOfAConnectionGoes_ThePeerAndTheLogTellItWithinTheDelay()
    {
        TestLog log = new();
        await using TestWorld world = new();
        FixedNetwork network = new(new NetworkSnapshot([FixedNetwork.Loopback, Wire]));
        AddressedTransport transport = new(world) { LocalEndpoint = OnWire };
        PeerSession<ITestContract> far = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(new AddressedTransport(world))];
            options.Timings = Patient;
        });
        PeerSession<ITestContract> near = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(transport)];
            options.NetworkMonitor = network;
            options.Timings = Patient;
            options.LoggerFactory = log;
        });
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await using IAsyncEnumerator<PeerPath> paths = peer.PathsAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        PeerPath first = await paths.NextAsync();

        Task<PeerPath> next = paths.NextAsync();
        network.Set(FixedNetwork.Loopback);
        await world.PassTimeUntilAsync(next);

        Assert.Equal("eth0", first.InterfaceName);
        Assert.Equal(("eth0", false), ((await next).InterfaceName, (await next).IsViable));
        Assert.Equal(OnWire, peer.Path.LocalEndpoint);
        Assert.Contains("interface eth0, viable: False", (await log.WhenAsync(1021)).Message);
        await peer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
        Assert.False(await paths.MoveNextAsync().Guarded());
    }

    private static NetworkSnapshot Network(params NetworkInterfaceSnapshot[] interfaces) => new([FixedNetwork.Loopback, .. interfaces]);
}
