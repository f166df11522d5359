using System.Net;
using PeerProto.Networking;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class TransportsTests
{
    private static readonly ServiceType Type = ServiceType.FromContractName("session-test");

    [Fact]
    public async Task SeveralTransports_TheSessionListensOnEach()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => options.Transports = [new Given(new ScriptedTransport(world, "quic")), new Given(new AddressedTransport(world))]);
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Transports = [new Given(new AddressedTransport(world))]);

        Assert.Equal(["quic", "tcp"], far.LocalEndpoints.Select(endpoint => endpoint.Transport));
        Assert.Equal(far.Id, (await near.ConnectAsync(far.LocalEndpoints[1]).Guarded()).Id);
    }

    [Fact]
    public async Task PlatformLacksATransport_TheOthersServeAndTheLogSaysWhatToInstall()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            options.Transports.Insert(0, new Failing(PeerErrorCode.NotSupported));
            options.LoggerFactory = log;
        });

        Assert.Contains("Install libmsquic", (await log.WhenAsync(1016)).Message, StringComparison.Ordinal);
        Assert.Single(session.LocalEndpoints);
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => session.ConnectAsync(PeerEndpoint.Parse("quic://192.0.2.1:4000")).Guarded());
        Assert.Equal(PeerErrorCode.NotSupported, refused.Code);
    }

    [Theory]
    [InlineData(PeerErrorCode.NotSupported, false)] // nothing else to use
    [InlineData(PeerErrorCode.SecurityNotSupported, true)] // never a silent step back to another transport
    public async Task TransportCannotBeUsed_StartEndsWithTheReason(PeerErrorCode code, bool hasAnother)
    {
        await using TestWorld world = new();

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => world.StartAsync(configure: options =>
        {
            if (!hasAnother)
                options.Transports.Clear();
            options.Transports.Insert(0, new Failing(code));
        }));

        Assert.Equal(code, failed.Code);
        Assert.Equal("Install libmsquic", failed.Remedy);
    }

    [Fact]
    public async Task NoTransportAtAll_IsAnOptionThatMakesNoSense()
    {
        await using TestWorld world = new();
        await Assert.ThrowsAsync<ArgumentException>(() => world.StartAsync(configure: options => options.Transports.Clear()));
    }

    [Fact]
    public async Task EndpointOfNoTransport_SaysWhichThereAre()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => session.ConnectAsync(PeerEndpoint.Parse("tcp://192.0.2.1:4000")).Guarded());

        Assert.Equal(PeerErrorCode.EndpointNotSupported, refused.Code);
        Assert.Contains("(memory)", refused.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UdpIsBlocked_TcpServesAndIsFirstTheNextTimeOnThatNetwork()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => options.Transports = [new Given(new AddressedTransport(world))]);
        ScriptedTransport quic = new(world, "quic") { Takes = Timeout.InfiniteTimeSpan };
        AddressedTransport tcp = new(world);
        await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(quic), new Given(tcp)];
            options.UseDiscovery = true;
            options.Discovery = discovery;
            options.NetworkMonitor = new FixedNetwork(new NetworkSnapshot([FixedNetwork.Loopback]));
        });

        // Behind every other name, so that this side moves first; the name is not that of the peer, so that it is dialled again.
        discovery.Add("zzzz", Type, far.LocalEndpoints[0].Port, TxtRecord.Empty.With("p-quic", "4711"));
        await world.PassTimeUntilAsync(tcp.Dialled.TakeAsync(2));

        Assert.Equal(PeerEndpoint.Parse("quic://127.0.0.1:4711"), Assert.Single(quic.Dialled).Endpoint);
    }

    [Fact]
    public async Task WinnerOfANetwork_IsFirstThereAndNowhereElse()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => options.Transports = [new Given(new AddressedTransport(world))]);
        ScriptedTransport quic = new(world, "quic") { Takes = Timeout.InfiniteTimeSpan };
        AddressedTransport tcp = new(world);
        PeerSession<ITestContract> near = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(quic), new Given(tcp)];
            options.NetworkMonitor = new FixedNetwork(new NetworkSnapshot([FixedNetwork.Interface("eth0", 2, "192.0.2.1"), FixedNetwork.Interface("eth1", 3, "198.51.100.1")]));
        });

        await DialAsync("192.0.2.9", passesHeadStart: true);
        await DialAsync("192.0.2.9", passesHeadStart: false);
        await DialAsync("198.51.100.9", passesHeadStart: true);
        await DialAsync("192.0.2.7", passesHeadStart: false);
        Assert.Equal(["192.0.2.9", "198.51.100.9"], quic.Dialled.Select(dialled => dialled.Endpoint.Host));

        async Task DialAsync(string host, bool passesHeadStart)
        {
            int before = tcp.DialledPorts.Count;
            Task<Peer<ITestContract>> dialling = ((Session<ITestContract>)near).DialAsync(
                [PeerEndpoint.FromHost("quic", host, 4711), PeerEndpoint.FromHost("tcp", host, far.LocalEndpoints[0].Port)], expected: null, TestContext.Current.CancellationToken);

            // No time passes once TCP has its turn, so that no deadline runs out beside it.
            await TestWorld.YieldUntilAsync(() =>
            {
                if (tcp.DialledPorts.Count > before)
                    return true;
                if (passesHeadStart)
                    world.Time.Advance(TimeSpan.FromMilliseconds(1));
                return false;
            });
            Peer<ITestContract> peer = await dialling.Guarded();
            await peer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
            await TestWorld.YieldUntilAsync(() => near.Peers.Count == 0 && far.Peers.Count == 0);
        }
    }

    [Fact]
    public async Task SeveralAddressesAndTransports_TransportsTakeTurns()
    {
        await using TestWorld world = new();
        ScriptedTransport quic = new(world, "quic");
        AddressedTransport tcp = new(world);
        SessionTransports transports = SessionTransports.Create([new Given(quic), new Given(tcp)], new TransportSetup(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        PeerEndpoint[] endpoints = [.. "tcp://192.0.2.1:1 quic://192.0.2.1:2 tcp://192.0.2.2:1 ws://192.0.2.2:9 quic://192.0.2.2:2".Split(' ').Select(PeerEndpoint.Parse)];

        Assert.Equal(
            "quic://192.0.2.1:2 tcp://192.0.2.1:1 quic://192.0.2.2:2 tcp://192.0.2.2:1",
            string.Join(' ', DialPlan.Of(endpoints, transports, null).Select(candidate => candidate.Endpoint)));
        Assert.Equal("tcp://192.0.2.1:1", DialPlan.Of(endpoints, transports, "tcp")[0].Endpoint.ToString());
        Assert.Equal(
            DialPlan.MaximumCandidates,
            DialPlan.Of(Enumerable.Range(1, 100).Select(number => PeerEndpoint.FromHost("tcp", $"192.0.2.{number}", 1)), transports, null).Count);
    }

    private sealed class Failing(PeerErrorCode code) : ITransportProvider
    {
        public string Name => "quic";

        public ITransport Create(TransportSetup setup) => throw new PeerConnectionException(ConnectionStage.Connect, code, "QUIC is not there", "Install libmsquic");
    }
}
