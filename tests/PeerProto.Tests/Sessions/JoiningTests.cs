using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class JoiningTests
{
    [Fact]
    public async Task TwoSessionsConnect_BothReportTheOtherAsJoined()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync(configure: options => options.DisplayName = "Ana");
        PeerSession<ITestContract> ben = await world.StartAsync(configure: options => options.DisplayName = "Ben");
        await using IAsyncEnumerator<PeerEvent<ITestContract>> ofAna = ana.PeersAsync().GetAsyncEnumerator();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> ofBen = ben.PeersAsync().GetAsyncEnumerator();

        Peer<ITestContract> connected = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();

        PeerEvent<ITestContract> atAna = await ofAna.NextAsync();
        PeerEvent<ITestContract> atBen = await ofBen.NextAsync();
        Assert.Equal((PeerEventKind.Joined, "Ben", ben.Id), (atAna.Kind, atAna.Peer.DisplayName, atAna.Peer.Id));
        Assert.Equal((PeerEventKind.Joined, "Ana", ana.Id), (atBen.Kind, atBen.Peer.DisplayName, atBen.Peer.Id));
        Assert.Same(connected, atAna.Peer);
        Assert.Same(connected, Assert.Single(ana.Peers));
    }

    [Fact]
    public async Task LateFollower_HearsOfThosePresentFirst()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> hub = await world.StartAsync();
        PeerSession<ITestContract> first = await world.StartAsync();
        PeerSession<ITestContract> second = await world.StartAsync();
        await hub.ConnectAsync(first.LocalEndpoints[0]).Guarded();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> late = hub.PeersAsync().GetAsyncEnumerator();

        Assert.Equal(first.Id, (await late.NextAsync()).Peer.Id);
        await hub.ConnectAsync(second.LocalEndpoints[0]).Guarded();
        PeerEvent<ITestContract> next = await late.NextAsync();

        Assert.Equal((PeerEventKind.Joined, second.Id), (next.Kind, next.Peer.Id));
    }

    [Fact]
    public async Task PeerDisposesItsSession_LeavesInOrder()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync();
        PeerSession<ITestContract> ben = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();
        Peer<ITestContract> peer = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();
        await changes.NextAsync();

        await ben.DisposeAsync().Guarded();
        PeerEvent<ITestContract> left = await changes.NextAsync();

        Assert.Equal(PeerEventKind.Left, left.Kind);
        Assert.Same(peer, left.Peer);
        Assert.Equal((ConnectionStage.Established, PeerErrorCode.Closed), (left.Reason!.Stage, left.Reason.Code));
        Assert.Contains("the session ended", left.Reason.Cause, StringComparison.Ordinal);
        Assert.False(peer.IsConnected);
        Assert.Empty(ana.Peers);
        await peer.Disconnected.WhenCancelledAsync();
    }

    [Fact]
    public async Task LinkIsAborted_LeavesWithConnectionLost()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await changes.NextAsync();

        raw.Abort();
        PeerEvent<ITestContract> left = await changes.NextAsync();

        Assert.Equal((PeerEventKind.Left, PeerErrorCode.ConnectionLost), (left.Kind, left.Reason!.Code));
    }

    [Fact]
    public async Task PeerFallsSilent_LeavesAtTheKeepAliveTimeout()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await changes.NextAsync();

        Task<PeerEvent<ITestContract>> leaving = changes.NextAsync();
        TimeSpan passed = await world.PassTimeUntilAsync(leaving);
        PeerEvent<ITestContract> left = await leaving;

        Assert.Equal((PeerEventKind.Left, PeerErrorCode.TimedOut), (left.Kind, left.Reason!.Code));
        Assert.True(passed >= ProtocolTimings.Default.KeepAliveTimeout, $"after {passed}");
    }

    [Fact]
    public async Task PeerJoinsAndLeavesUnread_IsFoldedAway()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> hub = await world.StartAsync();
        PeerSession<ITestContract> stays = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = hub.PeersAsync().GetAsyncEnumerator();
        await hub.ConnectAsync(stays.LocalEndpoints[0]).Guarded();
        Assert.Equal(stays.Id, (await changes.NextAsync()).Peer.Id);

        PeerSession<ITestContract> passes = await world.StartAsync();
        Peer<ITestContract> passing = await hub.ConnectAsync(passes.LocalEndpoints[0]).Guarded();
        await passes.DisposeAsync().Guarded();
        await passing.Disconnected.WhenCancelledAsync();
        PeerSession<ITestContract> comes = await world.StartAsync();
        await hub.ConnectAsync(comes.LocalEndpoints[0]).Guarded();

        PeerEvent<ITestContract> next = await changes.NextAsync();
        Assert.Equal((PeerEventKind.Joined, comes.Id), (next.Kind, next.Peer.Id));
    }

    [Fact]
    public async Task FollowerIsCancelled_Throws()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        using CancellationTokenSource giveUp = new();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync(giveUp.Token).GetAsyncEnumerator();
        Task<bool> next = changes.MoveNextAsync().AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Guarded());
    }

    [Fact]
    public async Task SessionIsFull_RefusesReadably()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> small = await world.StartAsync(configure: options => options.MaximumPeers = 1);
        PeerSession<ITestContract> first = await world.StartAsync();
        PeerSession<ITestContract> second = await world.StartAsync();
        await first.ConnectAsync(small.LocalEndpoints[0]).Guarded();

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => second.ConnectAsync(small.LocalEndpoints[0]).Guarded());

        Assert.Equal(PeerErrorCode.ResourceExhausted, refused.Code);
        Assert.Contains("1 peers already", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumPeers", refused.Message, StringComparison.Ordinal);
        await TestWorld.YieldUntilAsync(() => small.Peers.Count == 1); // the first is ready there a moment later than here
        Assert.Equal(first.Id, Assert.Single(small.Peers).Id);
    }

    [Fact]
    public async Task ContractsDiffer_BothSidesReadWhy()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options => options.LoggerFactory = log);
        await using PeerSession<IOtherContract> other = await PeerSession.StartAsync<IOtherContract>(new OtherService(), world.Configure).Guarded();

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => other.ConnectAsync(session.LocalEndpoints[0]).Guarded());

        Assert.Equal((ConnectionStage.Hello, PeerErrorCode.ContractMismatch), (refused.Stage, refused.Code));
        Assert.Contains("'session-test'", refused.Cause, StringComparison.Ordinal);
        Assert.Contains("'other-test'", refused.Cause, StringComparison.Ordinal);
        LogEntry logged = await log.WhenAsync(1102);
        Assert.Contains("'other-test'", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionConnectsToItself_IsRefusedWithTheRemedy()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => session.ConnectAsync(session.LocalEndpoints[0]).Guarded());

        Assert.Equal(PeerErrorCode.Duplicate, refused.Code);
        Assert.Contains("the session's own", refused.Message, StringComparison.Ordinal);
        Assert.Empty(session.Peers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondConnectToThePeer_GivesTheSamePeer(bool isEncrypted)
    {
        await using TestWorld world = new();
        Action<PeerSessionOptions> secure = options => options.Security = isEncrypted ? PeerSecurity.Unverified : PeerSecurity.None;
        for (int round = 0; round < 4; round++)
        {
            PeerSession<ITestContract> near = await world.StartAsync(configure: secure);
            PeerSession<ITestContract> far = await world.StartAsync(configure: secure);

            Peer<ITestContract> first = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
            Peer<ITestContract> second = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

            Assert.Same(first, second);
            Assert.True(first.IsConnected);
        }
    }

    [Fact]
    public async Task CallbackOfDisconnectedThrows_TheConnectionStillEnds()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options => options.LoggerFactory = log);
        PeerSession<ITestContract> far = await world.StartAsync();
        Peer<ITestContract> peer = await session.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        using CancellationTokenRegistration registration = peer.Disconnected.Register(() => throw new InvalidOperationException("a fault of the app"));

        await far.DisposeAsync().Guarded();
        LogEntry logged = await log.WhenAsync(1106);
        await session.DisposeAsync().Guarded();

        Assert.Contains("a fault of the app", logged.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneSideAsksAPersonWhetherToTrust_TheOtherWaitsForTheAnswer()
    {
        await using TestWorld world = new();
        TaskCompletionSource<bool> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<PeerTrustContext> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> asking = await world.StartAsync(configure: options => options.Security = PeerSecurity.Trust((context, _) =>
        {
            asked.TrySetResult(context);
            return new ValueTask<bool>(answer.Task);
        }));
        PeerSession<ITestContract> waiting = await world.StartAsync(configure: options => options.Security = PeerSecurity.Trust(_ => true));

        Task<Peer<ITestContract>> connecting = waiting.ConnectAsync(asking.LocalEndpoints[0]).AsTask();
        PeerTrustContext about = await asked.Task.Guarded();
        world.Time.Advance(TimeSpan.FromSeconds(20));
        answer.SetResult(true);
        Peer<ITestContract> peer = await connecting.Guarded();

        Assert.Equal(waiting.Key, about.Key);
        Assert.Equal(asking.Key, peer.Key);
    }
}
