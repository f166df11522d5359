using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

public sealed class ChannelReceivingTests
{
    private static readonly byte[] Nonsense = [0xC1];

    [Fact]
    public async Task HandlerAwaits_HoldsBackItsChannelOnly()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> points = new();
        Collector<int> notes = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService
        {
            HandlePoint = async (_, point) =>
            {
                await gate.PassAsync();
                points.Add(point.X);
            },
            HandleNote = (_, note) =>
            {
                notes.Add(note.Number);
                return default;
            },
        });

        for (int i = 0; i < 10; i++)
        {
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);
            await peer.Contract.Notes.SendAsync(new Note("", i), default);
        }

        Assert.Equal(Enumerable.Range(0, 10), await notes.TakeAsync(10));
        Assert.Equal(0, points.Count);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10), await points.TakeAsync(10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HandlerThrows_IsLoggedAndTheNextMessageComes(bool afterAwait)
    {
        await using TestWorld world = new();
        TestLog log = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new HandlingService
            {
                HandlePoint = async (_, point) =>
                {
                    if (afterAwait)
                        await Task.Yield();
                    if (point.X == 1)
                        throw new InvalidOperationException("a fault of the handler");
                    handled.Add(point.X);
                },
            },
            options => options.LoggerFactory = log);

        for (int i = 0; i < 3; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);

        Assert.Equal([0, 2], await handled.TakeAsync(2));
        LogEntry logged = await log.WhenAsync(1103);
        Assert.Contains("Points", logged.Message, StringComparison.Ordinal);
        Assert.Equal("a fault of the handler", logged.Exception!.Message);
        Assert.True(peer.IsConnected);
    }

    [Fact]
    public async Task NoHandlerIsOverridden_MessagesAreRead()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < 50; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);

        await using IAsyncEnumerator<ReceivedMessage<Point>> received = far.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();

        for (int i = 0; i < 50; i++)
        {
            (Peer from, Point point) = await received.NextAsync();
            Assert.Equal((near.Id, i), (from.Id, point.X));
        }

        await far.DisposeAsync().Guarded();
        Assert.False(await received.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task HandlerIsOverridden_ReadingFailsInsteadOfHanging()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(new HandlingService());
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await using IAsyncEnumerator<ReceivedMessage<Point>> early = far.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();
        Task<bool> waiting = early.MoveNextAsync().AsTask();

        await peer.Contract.Points.SendAsync(new Point(1, 1), default);

        InvalidOperationException failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => waiting.Guarded());
        Assert.Contains("OnPoints", failure.ToString(), StringComparison.Ordinal);
        await using IAsyncEnumerator<ReceivedMessage<Point>> late = far.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => late.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task TwoRead_TheSecondIsRefused()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<ReceivedMessage<Point>> first = session.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();
        Task<bool> waiting = first.MoveNextAsync().AsTask();
        await using IAsyncEnumerator<ReceivedMessage<Point>> second = session.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();

        await Assert.ThrowsAsync<InvalidOperationException>(() => second.MoveNextAsync().Guarded());

        await session.DisposeAsync().Guarded();
        Assert.False(await waiting.Guarded());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HandlerThrowsWhatDecodingThrows_ItIsTheHandlersFailureAndTheConnectionStays(bool afterAwait)
    {
        await using TestWorld world = new();
        TestLog log = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new HandlingService
            {
                HandlePoint = async (_, point) =>
                {
                    if (afterAwait)
                        await Task.Yield();
                    if (point.X == 0)
                        throw new PeerDecodeException("a file of the app");
                    handled.Add(point.X);
                },
                HandleNote = (_, _) => throw new PeerDecodeException("a file of the app, before a task"),
            },
            options => options.LoggerFactory = log);

        await peer.Contract.Points.SendAsync(new Point(0, 0), default);
        await peer.Contract.Notes.SendAsync(new Note("", 0), default);
        await peer.Contract.Points.SendAsync(new Point(1, 0), default);

        Assert.Equal(1, await handled.NextAsync());
        Assert.IsType<PeerDecodeException>((await log.WhenAsync(1103)).Exception);
        await peer.FlushAsync().Guarded();
    }

    [Fact]
    public async Task NobodyReads_TheSenderWaitsAndTheLogSaysSo()
    {
        const int most = 64 + 4 + 1; // the queue, the window, and the one that waits for a place in the queue
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options =>
        {
            ChannelSendingTests.Narrow(options);
            options.LoggerFactory = log;
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        Task[] sends = [.. Enumerable.Range(0, 200).Select(i => peer.Contract.Points.SendAsync(new Point(i, 0), default).AsTask())];

        Assert.Contains("Points", (await log.WhenAsync(1010)).Message, StringComparison.Ordinal);
        Assert.InRange(sends.Count(send => send.IsCompleted), 64, most);

        await using IAsyncEnumerator<ReceivedMessage<Point>> received = far.Everyone.Points.ReadAllAsync().GetAsyncEnumerator();
        for (int i = 0; i < 200; i++)
            Assert.Equal(i, (await received.NextAsync()).Message.X);
        await Task.WhenAll(sends).Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MessageDoesNotDecode_ClosesAndDeliversNothingBehindIt(bool behindBusyHandler)
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        PeerSession<ITestContract> session = await world.StartAsync(new HandlingService
        {
            HandlePoint = async (_, point) =>
            {
                if (behindBusyHandler && point.X == 0)
                    await gate.PassAsync();
                handled.Add(point.X);
            },
        });
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await changes.NextAsync();

        Send(0);
        Assert.True(raw.Machine.TryWriteEncoded(raw.Machine.GetOutboundChannel(1), Nonsense));
        Send(1);
        await raw.WriteAsync();
        gate.Open();
        CloseInfo closed = await raw.WhenClosedAsync();
        PeerEvent<ITestContract> left = await changes.NextAsync();

        Assert.Equal(CloseCode.MalformedMessage, closed.Code);
        Assert.Contains("Points", closed.Reason, StringComparison.Ordinal);
        Assert.Equal((PeerEventKind.Left, PeerErrorCode.ProtocolViolation), (left.Kind, left.Reason!.Code));
        Assert.Equal(0, await handled.NextAsync());
        Assert.Equal(0, handled.Count);

        void Send(int number) =>
            Assert.True(raw.Machine.TryWriteMessage<Point, Point.PeerCodec>(raw.Machine.GetOutboundChannel(1), new Point(number, 0)));
    }
}
