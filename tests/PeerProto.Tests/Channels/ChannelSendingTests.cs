using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

public sealed class ChannelSendingTests
{
    private const int Window = 4;

    [Fact]
    public async Task ManyMessages_ArriveInOrder()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(point => handled.Add(point.X)));

        for (int i = 0; i < 20_000; i++)
            await peer.Contract.Points.SendAsync(new Point(i, -i), default);

        Assert.Equal(Enumerable.Range(0, 20_000), await handled.TakeAsync(20_000));
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "The wrong use is what is tested.")]
    public async Task ResultIsAskedForBeforeThereIsOne_ThrowsAndTheMessageIsStillSent()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(gate, handled), Narrow);
        for (int i = 1; i <= Window; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);

        ValueTaskAwaiter tooEarly = peer.Contract.Points.SendAsync(new Point(Window + 1, 0), default).GetAwaiter();
        Assert.Throws<InvalidOperationException>(tooEarly.GetResult);
        Task next = peer.Contract.Points.SendAsync(new Point(Window + 2, 0), default).AsTask();
        gate.Open();
        await next.Guarded();

        Assert.Equal(Enumerable.Range(1, Window + 2), await handled.TakeAsync(Window + 2));
    }

    [Fact]
    public async Task CreditIsUsedUp_SendWaitsUntilThePeerHandles()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(gate, handled), Narrow);

        for (int i = 0; i < Window; i++)
            Assert.True(peer.Contract.Points.SendAsync(new Point(i, 0), default).AsTask().IsCompletedSuccessfully);
        Task waiting = peer.Contract.Points.SendAsync(new Point(Window, 0), default).AsTask();
        await gate.Reached.Guarded();
        Assert.False(waiting.IsCompleted);

        gate.Open();
        await waiting.Guarded();
        Assert.Equal(Enumerable.Range(0, Window + 1), await handled.TakeAsync(Window + 1));
    }

    [Fact]
    public async Task WaitingSendIsCancelled_IsNotSentAndTheOthersKeepTheirOrder()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(gate, handled), Narrow);
        using CancellationTokenSource giveUp = new();
        List<Task> sends = [];
        for (int i = 0; i < 10; i++)
            sends.Add(peer.Contract.Points.SendAsync(new Point(i, 0), i is 5 or 7 ? giveUp.Token : default).AsTask());

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sends[5].Guarded());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sends[7].Guarded());
        gate.Open();

        Assert.Equal([0, 1, 2, 3, 4, 6, 8, 9], await handled.TakeAsync(8));
        await peer.FlushAsync().Guarded();
        Assert.Equal(0, handled.Count);
    }

    [Fact]
    public async Task WaitingSendIsCancelledDuringFlush_FlushStillEnds()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(gate, new Collector<int>()), Narrow);
        using CancellationTokenSource giveUp = new();
        for (int i = 0; i < Window; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);
        Task cancelled = peer.Contract.Points.SendAsync(new Point(Window, 0), giveUp.Token).AsTask();
        Task flush = peer.Contract.Points.FlushAsync(default).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Guarded());
        await flush.Guarded();
        gate.Open();
    }

    [Fact]
    public async Task FlushAsync_WaitsForTheAcknowledgement()
    {
        await using TestWorld world = new();
        await using RawPeer raw = await JoinRawAsync(world, out Task<Peer<ITestContract>> joined);
        Peer<ITestContract> peer = await joined;
        await peer.Contract.Points.SendAsync(new Point(1, 2), default);
        Task flush = peer.Contract.Points.FlushAsync(default).AsTask();
        Assert.False(flush.IsCompleted);
        Assert.Equal(1, peer.Contract.Points.UnconfirmedMessages);

        while (!flush.IsCompleted)
        {
            Task<ConnectionEvent?> next = raw.NextAsync();
            if (await Task.WhenAny(next, flush) == flush)
                break;
        }

        await flush.Guarded();
        Assert.Equal(0, peer.Contract.Points.UnconfirmedMessages);
    }

    [Fact]
    public async Task LinkBreaksBeforeTheAcknowledgement_UnconfirmedMessagesCountsThemAndFlushFails()
    {
        await using TestWorld world = new();
        await using RawPeer raw = await JoinRawAsync(world, out Task<Peer<ITestContract>> joined);
        Peer<ITestContract> peer = await joined;
        for (int i = 0; i < 3; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);
        Task flush = peer.FlushAsync().AsTask();

        raw.Abort();

        await Assert.ThrowsAsync<PeerConnectionException>(() => flush.Guarded());
        await peer.Disconnected.WhenCancelledAsync();
        Assert.Equal(3, peer.UnconfirmedMessages);
        Assert.Equal(3, peer.Contract.Points.UnconfirmedMessages);
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Contract.Points.SendAsync(new Point(4, 0), default).Guarded());
    }

    [Fact]
    public async Task MessageIsTooLargeForThePeer_FailsAndTheConnectionLives()
    {
        await using TestWorld world = new();
        Collector<string> handled = new();
        HandlingService far = new()
        {
            HandleNote = (_, note) =>
            {
                handled.Add(note.Text);
                return default;
            },
        };
        Peer<ITestContract> peer = await world.ConnectAsync(far, options => options.Limits = new ProtocolLimits { MaximumMessageBytes = 1000 });

        await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.Notes.SendAsync(new Note(new string('x', 2000), 1), default).Guarded());
        await peer.Contract.Notes.SendAsync(new Note("small", 2), default).Guarded();

        Assert.Equal("small", await handled.NextAsync());
        Assert.True(peer.IsConnected);
    }

    [Fact]
    public async Task SendIsCancelledAlready_SendsNothing()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(Handling(point => handled.Add(point.X)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => peer.Contract.Points.SendAsync(new Point(1, 0), new CancellationToken(canceled: true)).Guarded());
        await peer.Contract.Points.SendAsync(new Point(2, 0), default);

        Assert.Equal(2, await handled.NextAsync());
    }

    internal static Task<RawPeer> JoinRawAsync(TestWorld world, out Task<Peer<ITestContract>> joined)
    {
        TaskCompletionSource<Peer<ITestContract>> peer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        joined = peer.Task.Guarded();
        return JoinAsync();

        async Task<RawPeer> JoinAsync()
        {
            PeerSession<ITestContract> session = await world.StartAsync();
            await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
            RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
            await raw.JoinAsync();
            peer.SetResult((await changes.NextAsync()).Peer);
            return raw;
        }
    }

    internal static HandlingService Handling(Action<Point> handle) => new()
    {
        HandlePoint = (_, point) =>
        {
            handle(point);
            return default;
        },
    };

    internal static HandlingService Handling(Gate gate, Collector<int> handled) => new()
    {
        HandlePoint = async (_, point) =>
        {
            await gate.PassAsync();
            handled.Add(point.X);
        },
    };

    internal static void Narrow(PeerSessionOptions options) => options.Limits = new ProtocolLimits { ChannelWindowMessages = Window };
}
