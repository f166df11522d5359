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
        AddressedTransport transport = new(world.Network);
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transport = transport;
        });
        discovery.Add("", Type, 9_101); // before every other name: it moves first
        Assert.Equal(0, transport.Dialled.Count);

        TimeSpan passed = await world.PassTimeUntilAsync(transport.Dialled.NextAsync());

        Assert.True(passed >= TimeSpan.FromSeconds(1), $"after {passed}");
        Assert.NotNull(session);
    }

    [Fact]
    public async Task PeerIsLostWhileListed_IsConnectedAgain()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport anas = new(world.Network);
        AddressedTransport bens = new(world.Network);
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
            options.Transport = transport;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ServiceCannotBeReachedUnderItsName_IsTriedAgainWithGrowingPauses(bool somebodyElseAnswers)
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport transport = new(world.Network);
        PeerSession<ITestContract> other = await world.StartAsync(configure: options =>
        {
            options.Transport = new AddressedTransport(world.Network);
        });
        await world.StartAsync(configure: options =>
        {
            Discover(world, discovery, options);
            options.Transport = transport;
        });
        discovery.Add("zzzz", Type, somebodyElseAnswers ? other.LocalEndpoints[0].Port : 9_102); // behind every other name: this side moves first

        await transport.Dialled.NextAsync();
        TimeSpan toSecond = await world.PassTimeUntilAsync(transport.Dialled.NextAsync());
        TimeSpan toThird = await world.PassTimeUntilAsync(transport.Dialled.NextAsync());
        TimeSpan toFourth = await world.PassTimeUntilAsync(transport.Dialled.NextAsync());

        Assert.True(toSecond >= TimeSpan.FromMilliseconds(200), $"second after {toSecond}");
        Assert.True(toThird >= TimeSpan.FromMilliseconds(400), $"third after {toThird}");
        Assert.True(toFourth >= TimeSpan.FromMilliseconds(900), $"fourth after {toFourth}");

        Task<PeerEndpoint> next = transport.Dialled.NextAsync();
        discovery.Remove("zzzz");
        await Task.Run(() => world.Time.Advance(TimeSpan.FromMilliseconds(1))); // lets the removal through before time passes
        Assert.False(next.IsCompleted);
    }

    private static void Discover(TestWorld world, FakeDiscovery discovery, PeerSessionOptions options)
    {
        options.UseDiscovery = true;
        options.Discovery = discovery;
        options.Transport = new AddressedTransport(world.Network);
    }
}
