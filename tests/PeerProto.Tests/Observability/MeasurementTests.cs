using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>Measurements after traffic that is known. They are of the whole process, so each test looks at what its own traffic adds.</summary>
public sealed class MeasurementTests
{
    private const int BytesOfAPoint = 3;

    private static readonly (string, object) Moves = ("messaging.destination.name", "observed/Moves");
    private static readonly (string, object) Transmit = ("network.io.direction", "transmit");
    private static readonly (string, object) Receive = ("network.io.direction", "receive");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MessagesSent_AreCountedOnBothSidesAndStayWhenTheConnectionHasEnded()
    {
        const int Count = 5;
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        double sent = Sent(), received = Received(), bytesOut = measured.Observe("peerproto.channel.io", Moves, Transmit), bytesIn = measured.Observe("peerproto.channel.io", Moves, Receive);
        (PeerSession<IObservedContract> near, PeerSession<IObservedContract> far, Peer<IObservedContract> peer) = await ConnectAsync(world, new ObservedService());
        for (int i = 0; i < Count; i++)
            await peer.Contract.Moves.SendAsync(new Point(i, i), Cancellation).Guarded();
        await peer.FlushAsync(Cancellation).Guarded();

        AssertCarried();
        Assert.Equal((2 * ProtocolLimits.DefaultChannelWindowMessages) - Count, measured.Observe("peerproto.channel.credit.messages", Moves));
        Assert.InRange(measured.Observe("peerproto.connection.count", ("network.transport", "memory"), ("peerproto.connection.state", "ready")), 2, int.MaxValue);
        await EndAsync(world, near, far);
        AssertCarried();
        Assert.Equal(0, measured.Observe("peerproto.channel.credit.messages", Moves));

        double Sent() => measured.Observe("messaging.client.sent.messages", ("messaging.system", "peerproto"), ("messaging.operation.name", "send"), Moves);

        double Received() => measured.Observe("messaging.client.consumed.messages", ("messaging.system", "peerproto"), ("messaging.operation.name", "process"), Moves);

        void AssertCarried()
        {
            Assert.Equal(Count, Sent() - sent);
            Assert.Equal(Count, Received() - received);
            Assert.Equal(Count * BytesOfAPoint, measured.Observe("peerproto.channel.io", Moves, Transmit) - bytesOut);
            Assert.Equal(Count * BytesOfAPoint, measured.Observe("peerproto.channel.io", Moves, Receive) - bytesIn);
        }
    }

    [Fact]
    public async Task MessagesBehindABusyHandler_AreInTheQueueOrDropped()
    {
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        (string, object) cursors = ("messaging.destination.name", "observed/Cursors");
        double dropped = Dropped();
        Gate gate = new();
        (PeerSession<IObservedContract> near, PeerSession<IObservedContract> far, Peer<IObservedContract> peer) =
            await ConnectAsync(world, new ObservedService { Handle = _ => new ValueTask(gate.PassAsync(Cancellation)) });
        for (int i = 0; i < 3; i++)
        {
            await peer.Contract.Moves.SendAsync(new Point(i, i), Cancellation).Guarded();
            await peer.Contract.Cursors.SendAsync(new Point(i, i), Cancellation).Guarded();
        }

        await peer.FlushAsync(Cancellation).Guarded();
        Assert.Equal(2, measured.Observe("peerproto.channel.queue.messages", Moves, Receive));
        Assert.Equal(1, measured.Observe("peerproto.channel.queue.messages", cursors, Receive));
        Assert.Equal(1, Dropped() - dropped);
        gate.Open();
        await EndAsync(world, near, far);
        Assert.Equal(1, Dropped() - dropped);

        double Dropped() => measured.Observe("peerproto.channel.dropped.messages", cursors, ("peerproto.drop.reason", "superseded"));
    }

    [Fact]
    public async Task HandlerThatHoldsUpItsPeer_IsMeasuredAsStallOnBothSides()
    {
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        double heldUp = Stalled("local_reader"), waited = Waited();
        Gate gate = new();
        (PeerSession<IObservedContract> near, PeerSession<IObservedContract> far, Peer<IObservedContract> peer) = await ConnectAsync(
            world,
            new ObservedService { Handle = _ => new ValueTask(gate.PassAsync(Cancellation)) },
            static options => options.Limits = ProtocolLimits.Default with { ChannelWindowMessages = 2 });
        for (int i = 0; i < 2; i++)
            await peer.Contract.Moves.SendAsync(default, Cancellation).Guarded();
        await peer.FlushAsync(Cancellation).Guarded(); // one is at the handler and one behind it
        Task waiting = peer.Contract.Moves.SendAsync(default, Cancellation).AsTask();
        await gate.Reached.Guarded();
        world.Time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(0.5, Stalled("local_reader") - heldUp, 0.001);
        Assert.Equal(0.5, Waited() - waited, 0.001);
        gate.Open();
        await waiting.Guarded();
        await EndAsync(world, near, far);

        double Waited() => Stalled("peer_window") + Stalled("peer_handler");

        double Stalled(string cause) => measured.Observe("peerproto.channel.stall.time", Moves, ("peerproto.stall.cause", cause));
    }

    [Fact]
    public async Task Call_IsMeasuredOnBothSides()
    {
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        (PeerSession<IObservedContract> near, PeerSession<IObservedContract> far, Peer<IObservedContract> peer) = await ConnectAsync(world, new ObservedService
        {
            Ask = what =>
            {
                world.Time.Advance(TimeSpan.FromMilliseconds(1_500));
                return what > 0 ? what : throw new InvalidOperationException("no");
            },
        });
        await peer.Contract.AskAsync(1, Cancellation).Guarded();
        await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.AskAsync(0, Cancellation).Guarded());

        foreach ((string name, string error) in (ReadOnlySpan<(string, string)>)[("rpc.client.call.duration", "Failed"), ("rpc.server.call.duration", "System.InvalidOperationException")])
        {
            var (_, took, _) = Assert.Single(measured.Recorded, one => MeasurementRecorder.IsOf(
                one, name, ("rpc.system.name", "peerproto"), ("rpc.method", "observed/AskAsync"), ("rpc.response.status_code", "Ok")));
            Assert.Equal(1.5, took, 0.001);
            Assert.Single(measured.Recorded, one => MeasurementRecorder.IsOf(
                one, name, ("rpc.system.name", "peerproto"), ("rpc.method", "observed/AskAsync"), ("rpc.response.status_code", "Failed"), ("error.type", error)));
        }

        await EndAsync(world, near, far);
    }

    [Fact]
    public async Task Connecting_IsMeasuredByStageAndResult()
    {
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        (PeerSession<IObservedContract> near, PeerSession<IObservedContract> far, _) = await ConnectAsync(world, new ObservedService());
        PeerConnectionException failure =
            await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(PeerEndpoint.FromName("memory", "nobody"), Cancellation).Guarded());
        await near.DisposeAsync().Guarded(); // without passing virtual time, in which a connection may die before it is closed
        await far.DisposeAsync().Guarded();

        foreach (string stage in (string[])["connect", "security", "hello"])
        {
            Assert.Contains(measured.Recorded, one => MeasurementRecorder.IsOf(
                one, "peerproto.connection.stage.duration", ("peerproto.connection.stage", stage), ("network.transport", "memory")));
        }

        Assert.Contains(measured.Recorded, one => MeasurementRecorder.IsOf(one, "peerproto.connection.attempts", ("network.transport", "memory")));
        Assert.Contains(measured.Recorded, one => MeasurementRecorder.IsOf(one, "peerproto.connection.attempts", ("error.type", failure.Code.ToString())));
        Assert.Contains(measured.Recorded, one => MeasurementRecorder.IsOf(one, "peerproto.connection.duration", ("network.transport", "memory")));
    }

    [Fact]
    public async Task Page_ListsEveryInstrument()
    {
        using MeasurementRecorder measured = new();
        await using TestWorld world = new();
        await world.ConnectAsync(new TestService());
        string[] rows =
        [
            .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "observability.md"))
                .SkipWhile(line => line != "## Measurements")
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => string.Join('|', line.Trim('|').Split('|').Take(3).Select(cell => cell.Trim().Trim('`')))),
        ];

        Assert.Equal(
            measured.Instruments.Select(instrument => $"{instrument.Name}|{instrument.GetType().Name.Split('`')[0]}|{instrument.Unit}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
        Assert.All(measured.Instruments, instrument => Assert.NotEmpty(instrument.Description!));
    }

    private static async Task<(PeerSession<IObservedContract> Near, PeerSession<IObservedContract> Far, Peer<IObservedContract> Peer)> ConnectAsync(
        TestWorld world, ObservedService far, Action<PeerSessionOptions>? configureFar = null)
    {
        PeerSession<IObservedContract> farSession = await PeerSession.StartAsync<IObservedContract>(
            far,
            options =>
            {
                world.Configure(options);
                configureFar?.Invoke(options);
            },
            Cancellation).Guarded();
        PeerSession<IObservedContract> nearSession = await PeerSession.StartAsync<IObservedContract>(new ObservedService(), world.Configure, Cancellation).Guarded();
        return (nearSession, farSession, await nearSession.ConnectAsync(farSession.LocalEndpoints[0], Cancellation).Guarded());
    }

    private static async Task EndAsync(TestWorld world, params PeerSession<IObservedContract>[] sessions)
    {
        foreach (PeerSession<IObservedContract> session in sessions)
            await world.PassTimeUntilAsync(session.DisposeAsync().AsTask());
    }
}
