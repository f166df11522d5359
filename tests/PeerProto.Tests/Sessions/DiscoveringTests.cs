using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class DiscoveringTests
{
    private static readonly ServiceType Type = ServiceType.FromContractName("session-test");

    [Fact]
    public async Task TwoSessionsAreListed_TheyFindEachOther()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        PeerSession<ITestContract> ana = await world.StartAsync(configure: Configure);
        PeerSession<ITestContract> ben = await world.StartAsync(configure: Configure);
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();

        PeerEvent<ITestContract> joined = await changes.NextAsync();

        Assert.Equal((PeerEventKind.Joined, ben.Id), (joined.Kind, joined.Peer.Id));

        void Configure(PeerSessionOptions options) => Discover(world, discovery, options);
    }

    [Fact]
    public async Task FirstMoverCannotReachThePeer_TheSecondMoverWaitsAndThenConnects()
    {
        // Which side moves first is decided by random names: one of the two transports below sees a dial before any time has passed, the other one only after a second.
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport transport = new(world);
        await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transports = [new Given(transport)];
        });
        discovery.Add("!", Type, 9_101); // before every other name: it moves first

        Task<TimeSpan> dialled = transport.Dialled.NextAsync();
        await world.PassTimeUntilAsync(dialled);
        TimeSpan passed = await dialled;

        Assert.True(passed >= TimeSpan.FromSeconds(1), $"after {passed}");
    }

    [Fact]
    public async Task ServiceSpeaksAnotherWire_IsPassedOverAndSaidSo()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        TestLog log = new();
        AddressedTransport transport = new(world);
        await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transports = [new Given(transport)];
            options.LoggerFactory = log;
        });
        discovery.Add("!", Type, 9_101, TxtRecord.Empty.With("w", "1"));
        discovery.Add("#", Type, 9_102); // says nothing of itself, and comes after the other

        Task<TimeSpan> dialled = transport.Dialled.NextAsync();
        await log.WhenAsync(1013);
        await world.PassTimeUntilAsync(dialled);

        Assert.All(transport.DialledPorts, port => Assert.Equal(9_102, port));
    }

    [Fact]
    public async Task PeerIsLostWhileListed_IsConnectedAgain()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport anas = new(world);
        AddressedTransport bens = new(world);
        PeerSession<ITestContract> ana = await world.StartAsync(configure: options => Configure(options, anas));
        await world.StartAsync(configure: options => Configure(options, bens));
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();
        await changes.NextAsync();

        ITransportConnection link = anas.Opened.Concat(bens.Opened).Last();
        link.Abort();
        Assert.Equal(PeerEventKind.Left, (await changes.NextAsync()).Kind);
        Task<PeerEvent<ITestContract>> again = changes.NextAsync();
        TimeSpan passed = await world.PassTimeUntilAsync(again);

        Assert.Equal(PeerEventKind.Joined, (await again).Kind);
        Assert.True(passed >= TimeSpan.FromMilliseconds(200), $"after {passed}");

        void Configure(PeerSessionOptions options, ITransport transport)
        {
            Discover(world, discovery, options);
            options.Transports = [new Given(transport)];
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ServiceCannotBeReachedUnderItsName_IsTriedAgainWithGrowingPauses(bool somebodyElseAnswers)
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport transport = new(world);
        PeerSession<ITestContract> other = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(new AddressedTransport(world))];
        });
        await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transports = [new Given(transport)];
        });
        discovery.Add("zzzz", Type, somebodyElseAnswers ? other.LocalEndpoints[0].Port : 9_102); // behind every other name: this side moves first

        Task<List<TimeSpan>> attempts = transport.Dialled.TakeAsync(5);
        await world.PassTimeUntilAsync(attempts);
        List<TimeSpan> times = await attempts;

        // The pauses double from half a second and are shortened by up to a half, so that peers do not come back together.
        for (int i = 1; i < times.Count; i++)
            Assert.True(times[i] - times[i - 1] >= TimeSpan.FromMilliseconds(250) * Math.Pow(2, i - 1), $"attempts at {string.Join(", ", times)}");
    }

    [Fact]
    public async Task ServiceIsRemoved_IsNotDialledAgain()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport transport = new(world);
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transports = [new Given(transport)];
            options.LoggerFactory = log;
        });
        discovery.Add("zzzz", Type, 9_103);
        await transport.Dialled.NextAsync();
        await log.WhenAsync(1005);

        discovery.Remove("zzzz");
        await TestWorld.YieldUntilAsync(() => TestWorld.CountLoops(session) == 4); // accepting, advertising, browsing and watching the network are left
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(0, transport.Dialled.Count);
    }

    [Fact]
    public async Task DiscoveryWaits_TheSessionTellsWhyUntilItEnds()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options => Discover(world, discovery, options));
        await using IAsyncEnumerator<DiscoveryState> states = session.DiscoveryStatesAsync().GetAsyncEnumerator();
        DiscoveryState denied = DiscoveryState.Waiting(new DiscoveryDiagnosis(DiscoveryProblem.NoNetwork, "There is no network", "Connect to one"));
        Assert.Equal(DiscoveryState.Ready, await states.NextAsync());

        discovery.Become(denied);

        Assert.Equal(denied, await states.NextAsync());
        Assert.Equal(denied, session.DiscoveryState);
        ValueTask<bool> next = states.MoveNextAsync();
        await session.DisposeAsync();
        Assert.False(await next);
    }

    [Fact]
    public async Task SessionWithoutDiscovery_IsInSetup()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<DiscoveryState> states = session.DiscoveryStatesAsync().GetAsyncEnumerator();

        Assert.Equal(DiscoveryState.Setup, session.DiscoveryState);
        Assert.Equal(DiscoveryState.Setup, await states.NextAsync());
        Assert.False(await states.MoveNextAsync());
    }

    private static void Discover(TestWorld world, FakeDiscovery discovery, PeerSessionOptions options)
    {
        options.UseDiscovery = true;
        options.Discovery = discovery;
        options.Transports = [new Given(new AddressedTransport(world))];
    }
}
