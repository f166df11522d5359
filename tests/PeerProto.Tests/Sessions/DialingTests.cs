using System.Diagnostics;
using System.Net;
using PeerProto.Networking;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class DialingTests
{
    private static readonly PeerEndpoint Absent = PeerEndpoint.FromName("memory", "absent");

    [Fact]
    public async Task PeerIsThere_IsPreparingThenReady()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();

        PeerDialer<ITestContract> dialer = near.Dial(far.LocalEndpoints[0]);
        Peer<ITestContract> peer = await dialer.WhenReadyAsync(TestContext.Current.CancellationToken).Guarded();

        Assert.Equal((far.Id, PeerConnectionState.Ready, PeerConnectionState.Ready), (peer.Id, dialer.State, peer.State));
        Assert.Same(peer, dialer.Peer);
        await dialer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
        Assert.Equal((PeerConnectionState.Cancelled, PeerConnectionState.Cancelled), (dialer.State, peer.State));
    }

    [Fact]
    public async Task PeerIsAbsent_WaitsWithTheReasonAndConnectsOnceItComes()
    {
        await using TestWorld world = new();
        // virtual time runs ahead of the attempt, and of the first pings
        ProtocolTimings patient = new() { Hello = TimeSpan.FromDays(1), KeepAliveIdle = TimeSpan.FromDays(40), ConnectionDropTime = TimeSpan.FromDays(45) };
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Timings = patient);
        PeerDialer<ITestContract> dialer = near.Dial(Absent);
        PeerDiagnosis why = await WhenWaitingAsync(dialer);
        Assert.Equal((ConnectionStage.Connect, PeerDiagnosisCode.PortClosed), (why.Stage, why.Code));

        PeerSession<ITestContract> far = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(new NamedTransport(world, "absent"))];
            options.Timings = patient;
        });
        Task<Peer<ITestContract>> ready = dialer.WhenReadyAsync(TestContext.Current.CancellationToken).AsTask();
        await world.PassTimeUntilAsync(ready);

        Assert.Equal(far.Id, (await ready).Id);
    }

    [Fact]
    public async Task RestartWhileWaiting_TriesAtOnce()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> near = await world.StartAsync();
        PeerDialer<ITestContract> dialer = near.Dial(Absent);
        await WhenWaitingAsync(dialer);
        await world.StartAsync(configure: options => options.Transports = [new Given(new NamedTransport(world, "absent"))]);

        // No virtual time passes, so that nothing but the restart can lead to another attempt. It may come before the pause begins, and then is kept.
        Task<Peer<ITestContract>> ready = dialer.WhenReadyAsync(TestContext.Current.CancellationToken).AsTask();
        dialer.Restart();

        await ready.Guarded();
    }

    [Fact]
    public async Task NetworkComesBackWhileWaiting_TriesAtOnce()
    {
        await using TestWorld world = new();
        FixedNetwork network = new(new NetworkSnapshot([FixedNetwork.Loopback]));
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.NetworkMonitor = network);
        PeerDialer<ITestContract> dialer = near.Dial(Absent);
        await WhenWaitingAsync(dialer);
        await world.StartAsync(configure: options => options.Transports = [new Given(new NamedTransport(world, "absent"))]);

        Task<Peer<ITestContract>> ready = dialer.WhenReadyAsync(TestContext.Current.CancellationToken).AsTask();
        network.Set(FixedNetwork.Loopback, FixedNetwork.Interface("eth0", 2, "192.0.2.1"));

        await ready.Guarded();
    }

    [Fact]
    public async Task ContractsDoNotMeet_FailsForGood()
    {
        await using TestWorld world = new();
        await using PeerSession<IOtherContract> other = await PeerSession.StartAsync<IOtherContract>(new OtherService(), world.Configure).Guarded();
        PeerSession<ITestContract> near = await world.StartAsync();

        PeerDialer<ITestContract> dialer = near.Dial(other.LocalEndpoints[0]);
        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => dialer.WhenReadyAsync(TestContext.Current.CancellationToken).Guarded());

        Assert.Equal((ConnectionStage.Hello, PeerDiagnosisCode.ContractMismatch), (failed.Diagnosis.Stage, failed.Diagnosis.Code));
        Assert.Equal(PeerErrorCode.ContractMismatch, failed.Code);
        Assert.Equal(PeerConnectionStateKind.Failed, dialer.State.Kind);
        dialer.Restart();
        Assert.Equal(PeerConnectionStateKind.Failed, dialer.State.Kind);
        await dialer.DisposeAsync().Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancelledWhileWaiting_IsCancelled(bool atOnce)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> near = await world.StartAsync();
        PeerDialer<ITestContract> dialer = near.Dial(Absent);
        await WhenWaitingAsync(dialer);

        if (atOnce)
            dialer.ForceCancel();
        else
            await dialer.CancelAsync(TestContext.Current.CancellationToken).Guarded();

        Assert.Equal(PeerConnectionState.Cancelled, dialer.State);
        await Assert.ThrowsAsync<PeerConnectionException>(() => dialer.WhenReadyAsync(TestContext.Current.CancellationToken).Guarded());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancelledWhenTheAttemptHasJustSucceeded_ThePeerIsLetGo(bool atOnce)
    {
        await using TestWorld world = new();
        AsyncLocal<Action?> atSuccess = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "PeerProto",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.OperationName == "connect" && span.Status != ActivityStatusCode.Error)
                    atSuccess.Value?.Invoke();
            },
        };
        ActivitySource.AddActivityListener(listener);
        PeerSession<ITestContract> far = await world.StartAsync();
        Gate gate = new();
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Transports = [new Given(new ScriptedTransport(world, "slow") { Waits = gate })]);
        TaskCompletionSource<Task> cancelling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerDialer<ITestContract>? dialer = null;
        atSuccess.Value = () => cancelling.TrySetResult(Cancel());
        dialer = near.Dial(PeerEndpoint.FromName("slow", far.LocalEndpoints[0].Host));
        atSuccess.Value = null;

        gate.Open(); // not before the dialer is known
        await (await cancelling.Task.Guarded()).Guarded();
        PeerConnectionState last = await LastAsync(dialer.StatesAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PeerConnectionState.Cancelled, last);
        await TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(near) == 0);

        Task Cancel()
        {
            if (!atOnce)
                return dialer!.CancelAsync(TestContext.Current.CancellationToken).AsTask();
            dialer!.ForceCancel();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task AttemptEndsWithAnUnexpectedException_FailsForGood()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Transports = [new MemoryTransportProvider(world.Network), new Given(new FaultyTransport())]);

        PeerDialer<ITestContract> dialer = near.Dial(PeerEndpoint.FromName("faulty", "peer"));
        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => dialer.WhenReadyAsync(TestContext.Current.CancellationToken).Guarded());

        Assert.Equal((PeerErrorCode.Unknown, PeerConnectionStateKind.Failed), (failed.Code, dialer.State.Kind));
        Assert.IsType<InvalidOperationException>(failed.InnerException?.InnerException);
        await dialer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
    }

    [Fact]
    public async Task ListenerAcceptsNoMore_HasFailedWithTheReason()
    {
        await using TestWorld world = new();
        FaultyTransport transport = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options => options.Transports = [new Given(transport)]);
        PeerListener listener = Assert.Single(session.Listeners);
        await using IAsyncEnumerator<ListenerState> states = listener.StatesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(ListenerState.Ready, await states.NextAsync());

        transport.Break.SetResult();
        ListenerState failed = await states.NextAsync();

        Assert.Equal((ListenerStateKind.Failed, PeerDiagnosisCode.Unknown), (failed.Kind, failed.Diagnosis?.Code));
        Assert.Contains("no more: the network went away", failed.Diagnosis?.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PeerIsCancelledWithMessagesInLine_TheyGoFirstWithinTheCloseDeadline(bool handles)
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new HandlingService
            {
                HandleLossy = async (_, point) =>
                {
                    await gate.PassAsync();
                    handled.Add(point.X);
                },
            },
            options => options.Limits = new ProtocolLimits { ChannelWindowMessages = 4 });
        for (int i = 0; i < 7; i++)
            await peer.Contract.Orders.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).Guarded(); // the last three stand in line
        await gate.Reached.Guarded();
        Task flush = peer.Contract.Orders.FlushAsync(TestContext.Current.CancellationToken).AsTask(); // asks for the acknowledgement of the first four
        await TestWorld.YieldUntilAsync(() => peer.UnconfirmedMessages == 3);

        Task cancelling = peer.CancelAsync(TestContext.Current.CancellationToken).AsTask();
        if (handles)
        {
            gate.Open();
            await cancelling.Guarded();
            Assert.Equal(Enumerable.Range(0, 7), await handled.TakeAsync(7));
            await flush.Guarded();
        }
        else
        {
            await world.PassTimeUntilAsync(cancelling);
            await Assert.ThrowsAsync<PeerConnectionException>(() => flush.Guarded());
            gate.Open();
        }

        Assert.Equal((PeerConnectionState.Cancelled, handles ? 0 : 3), (peer.State, peer.UnconfirmedMessages));
    }

    [Fact]
    public async Task SessionEnds_TheDialerIsCancelled()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> near = await world.StartAsync();
        PeerDialer<ITestContract> dialer = near.Dial(Absent);
        await WhenWaitingAsync(dialer);

        await near.DisposeAsync().Guarded();

        Assert.Equal(PeerConnectionState.Cancelled, dialer.State);
    }

    [Fact]
    public async Task PeerEndsItsSession_DialerAndPeerHaveFailedWithClosed()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();
        PeerDialer<ITestContract> dialer = near.Dial(far.LocalEndpoints[0]);
        Peer<ITestContract> peer = await dialer.WhenReadyAsync(TestContext.Current.CancellationToken).Guarded();

        await far.DisposeAsync().Guarded();
        PeerConnectionState last = await LastAsync(dialer.StatesAsync(TestContext.Current.CancellationToken));

        Assert.Equal((PeerConnectionStateKind.Failed, PeerDiagnosisCode.Closed), (last.Kind, last.Diagnosis?.Code));
        Assert.Equal(last, peer.State);
    }

    [Fact]
    public async Task PeerIsCancelled_WhatWasSentArrivesAndThePeerReadsThatItWasLetGo()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        PeerSession<ITestContract> far = await world.StartAsync(new HandlingService
        {
            HandlePoint = (_, point) =>
            {
                handled.Add(point.X);
                return default;
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);
        Peer<ITestContract> back = far.Peers[0];
        for (int i = 0; i < 50; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).Guarded();

        await peer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
        PeerConnectionState last = await LastAsync(back.StatesAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(0, 50), await handled.TakeAsync(50));
        Assert.Equal(PeerConnectionState.Cancelled, peer.State);
        Assert.Equal(PeerDiagnosisCode.Closed, last.Diagnosis?.Code);
        Assert.Contains("let go", last.Diagnosis?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeerIsForcedToCancel_EndsAtOnceAndThePeerSeesALostLink()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);
        Peer<ITestContract> back = far.Peers[0];

        peer.ForceCancel();

        Assert.Equal(PeerConnectionState.Cancelled, await LastAsync(peer.StatesAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(PeerDiagnosisCode.LinkLost, (await LastAsync(back.StatesAsync(TestContext.Current.CancellationToken))).Diagnosis?.Code);
    }

    [Fact]
    public async Task FoundPeerIsCancelled_NeitherSideConnectsAgainByItself()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport anas = new(world);
        AddressedTransport bens = new(world);
        PeerSession<ITestContract> ana = await world.StartAsync(configure: options => Configure(options, anas));
        PeerSession<ITestContract> ben = await world.StartAsync(configure: options => Configure(options, bens));
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 1);

        await peer.CancelAsync(TestContext.Current.CancellationToken).Guarded();
        await changes.NextAsync();
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 0);
        await world.PassTimeUntilAsync(Task.WhenAll(WhenQuietAsync(ana), WhenQuietAsync(ben)));
        int dialled = anas.DialledPorts.Count + bens.DialledPorts.Count;
        for (int i = 0; i < 100; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(dialled, anas.DialledPorts.Count + bens.DialledPorts.Count);
        Assert.Equal(ben.Id, (await ana.ConnectAsync(ben.LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded()).Id);

        void Configure(PeerSessionOptions options, ITransport transport)
        {
            options.UseDiscovery = true;
            options.Discovery = discovery;
            options.Transports = [new Given(transport)];
            options.NetworkMonitor = new FixedNetwork(new NetworkSnapshot([FixedNetwork.Loopback]));
        }

        // accepting, advertising, browsing and watching the network are left
        static Task WhenQuietAsync(PeerSession<ITestContract> session) => TestWorld.YieldUntilAsync(() => TestWorld.CountLoops(session) == 4);
    }

    [Fact]
    public async Task AddressOfAListenerGoesAndComesBack_WaitsAndIsReadyAgain()
    {
        await using TestWorld world = new();
        NetworkInterfaceSnapshot wire = FixedNetwork.Interface("eth0", 2, "127.0.0.1"); // where the transport says that it listens
        FixedNetwork network = new(new NetworkSnapshot([wire]));
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(new AddressedTransport(world))];
            options.NetworkMonitor = network;
        });
        PeerListener listener = Assert.Single(session.Listeners);
        await using IAsyncEnumerator<ListenerState> states = listener.StatesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(ListenerState.Ready, await states.NextAsync());

        network.Set(FixedNetwork.Interface("eth0", 2, "192.0.2.1"));
        ListenerState waiting = await states.NextAsync();
        network.Set(wire);

        Assert.Equal((ListenerStateKind.Waiting, PeerDiagnosisCode.AddressGone), (waiting.Kind, waiting.Diagnosis?.Code));
        Assert.Equal(ListenerState.Ready, await states.NextAsync());
        await session.DisposeAsync().Guarded();
        Assert.Equal(ListenerState.Cancelled, await states.NextAsync());
    }

    [Fact]
    public async Task LongCutEnds_PeersConnectAtOnceAgain()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport transport = new(world);
        FixedNetwork network = new(new NetworkSnapshot([FixedNetwork.Loopback]));
        await world.StartAsync(configure: options =>
        {
            options.UseDiscovery = true;
            options.Discovery = discovery;
            options.Transports = [new Given(transport)];
            options.NetworkMonitor = network;
        });
        discovery.Add("zzzz", ServiceType.FromContractName("session-test"), 9_104);
        Task<List<TimeSpan>> attempts = transport.Dialled.TakeAsync(6); // the pauses have grown
        await world.PassTimeUntilAsync(attempts);

        // No virtual time passes from here on.
        Task<TimeSpan> next = transport.Dialled.NextAsync();
        network.Set(FixedNetwork.Loopback, FixedNetwork.Interface("eth0", 2, "192.0.2.1"));

        await next.Guarded();
    }

    private static async Task<PeerDiagnosis> WhenWaitingAsync(PeerDialer<ITestContract> dialer)
    {
        await foreach (PeerConnectionState state in dialer.StatesAsync(TestContext.Current.CancellationToken))
        {
            if (state.Kind == PeerConnectionStateKind.Waiting)
                return state.Diagnosis!;
        }

        throw new InvalidOperationException("It never waited.");
    }

    private static async Task<PeerConnectionState> LastAsync(IAsyncEnumerable<PeerConnectionState> states)
    {
        PeerConnectionState last = default;
        await using IAsyncEnumerator<PeerConnectionState> reader = states.GetAsyncEnumerator();
        while (await reader.MoveNextAsync().Guarded())
            last = reader.Current;
        return last;
    }

    /// <summary>A transport of somebody who does not know which exceptions to throw.</summary>
    private sealed class FaultyTransport : ITransport, ITransportListener
    {
        public TaskCompletionSource Break { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "faulty";

        public PeerEndpoint LocalEndpoint => PeerEndpoint.FromName(Name, "here");

        public bool CanReach(PeerEndpoint endpoint) => endpoint.Transport == Name ? throw new InvalidOperationException("What is that?") : false;

        public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) => new(this);

        public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken) => throw new InvalidOperationException("What is that?");

        public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
        {
            await Break.Task.WaitAsync(cancellationToken);
            throw new IOException("the network went away");
        }

        public ValueTask DisposeAsync() => default;
    }

    /// <summary>The memory transport, with a name to listen under.</summary>
    private sealed class NamedTransport(TestWorld world, string name) : ITransport
    {
        private readonly MemoryTransport _memory = new(world.Network);

        public string Name => _memory.Name;

        public bool CanReach(PeerEndpoint endpoint) => _memory.CanReach(endpoint);

        public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
            _memory.ListenAsync(options with { Name = name }, cancellationToken);

        public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken) => _memory.ConnectAsync(endpoint, cancellationToken);
    }
}
