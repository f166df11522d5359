using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class DisposingTests
{
    [Fact]
    public async Task MessagesWereSentBefore_AllAreHandled()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        Gate gate = new();
        Peer<ITestContract> peer;
        PeerSession<ITestContract> far = await world.StartAsync(new HandlingService
        {
            HandlePoint = async (_, point) =>
            {
                await gate.PassAsync();
                handled.Add(point.X);
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < 500; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default).Guarded();

        await near.DisposeAsync().Guarded();
        Assert.Equal(0, peer.UnconfirmedMessages);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, 500), await handled.TakeAsync(500));
    }

    [Fact]
    public async Task PeerDoesNotConfirm_EndsAfterTheDrainTimeoutAndSaysWhatIsInDoubt()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            options.LoggerFactory = log;
            options.DrainTimeout = TimeSpan.FromSeconds(3);
            options.Timings = new ProtocolTimings { KeepAliveIdle = TimeSpan.FromDays(30), ConnectionDropTime = TimeSpan.FromDays(40) }; // virtual time runs far ahead on a busy machine
        });
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        await peer.Contract.Points.SendAsync(new Point(1, 2), default).Guarded();

        Task disposal = session.DisposeAsync().AsTask();
        TimeSpan passed = await world.PassTimeUntilAsync(disposal);
        await disposal;

        Assert.True(passed >= TimeSpan.FromSeconds(3), $"after {passed}");
        Assert.Contains("1 messages", (await log.WhenAsync(1007)).Message, StringComparison.Ordinal);
        Assert.Equal(1, peer.UnconfirmedMessages);
    }

    [Fact]
    public async Task DisposedTwice_EndsOnce()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        Task<bool> next = changes.MoveNextAsync().AsTask();

        await Task.WhenAll(session.DisposeAsync().AsTask(), session.DisposeAsync().AsTask()).Guarded();
        await session.DisposeAsync().Guarded();

        Assert.False(await next.Guarded());
        Assert.Empty(session.Peers);
    }

    [Fact]
    public async Task DisposedDuringConnect_ConnectFailsReadably()
    {
        await using TestWorld world = new();
        await using ITransportListener silent = await new MemoryTransport(world.Network).ListenAsync(new TransportListenOptions { Name = "silent" }, default);
        PeerSession<ITestContract> session = await world.StartAsync();
        Task<Peer<ITestContract>> connecting = session.ConnectAsync(silent.LocalEndpoint).AsTask();
        await using ITransportConnection accepted = await silent.AcceptAsync(TestContext.Current.CancellationToken);

        Task disposal = session.DisposeAsync().AsTask();

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => connecting.Guarded());
        Assert.Equal(PeerErrorCode.Closed, failed.Code);
        await world.PassTimeUntilAsync(disposal);
    }

    [Fact]
    public async Task ConnectAfterDispose_FailsReadably()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> session = await world.StartAsync();
        await session.DisposeAsync().Guarded();

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => session.ConnectAsync(far.LocalEndpoints[0]).Guarded());

        Assert.Equal(PeerErrorCode.Closed, failed.Code);
        Assert.Contains("the session has ended", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectIsCancelled_ThrowsWithTheTokenOfTheCallerAndJoinsNobody()
    {
        await using TestWorld world = new();
        await using ITransportListener silent = await new MemoryTransport(world.Network).ListenAsync(new TransportListenOptions { Name = "silent" }, default);
        PeerSession<ITestContract> session = await world.StartAsync();
        using CancellationTokenSource giveUp = new();
        Task<Peer<ITestContract>> connecting = session.ConnectAsync(silent.LocalEndpoint, giveUp.Token).AsTask();
        await using ITransportConnection accepted = await silent.AcceptAsync(TestContext.Current.CancellationToken);

        await giveUp.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Guarded());
        Assert.Equal(giveUp.Token, cancelled.CancellationToken);
        Task<int> end = accepted.Stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken).AsTask();
        await world.PassTimeUntilAsync(session.DisposeAsync().AsTask());
        await Task.WhenAny(end).Guarded(); // with what came before the link was cut, or with the cut
        Assert.Equal(0, TestWorld.CountConnections(session));
    }

    [Fact]
    public async Task BothSidesDisposeAtOnce_BothEnd()
    {
        for (int round = 0; round < 20; round++)
        {
            await using TestWorld world = new();
            PeerSession<ITestContract> ana = await world.StartAsync();
            PeerSession<ITestContract> ben = await world.StartAsync();
            Peer<ITestContract> peer = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();
            await peer.Contract.Points.SendAsync(new Point(1, 1), default).Guarded();

            await Task.WhenAll(Task.Run(() => ana.DisposeAsync().AsTask()), Task.Run(() => ben.DisposeAsync().AsTask())).Guarded();

            // The message may have crossed the other side's close; then it is told as unconfirmed.
            Assert.InRange(peer.UnconfirmedMessages, 0, 1);
            Assert.Equal(0, TestWorld.CountConnections(ana) + TestWorld.CountConnections(ben));
        }
    }
}
