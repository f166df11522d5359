using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

/// <summary>What becomes of messages that the peer does not take in time. Its windows are of four messages, and its handlers stop at the first.</summary>
public sealed class DeliveryTests
{
    private const int Window = 4;

    private readonly Gate _gate = new();
    private readonly Collector<int> _handled = new();

    [Fact]
    public async Task LatestOnly_SendersNeverWaitAndTheNewestArrives()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(StoppingAtTheFirst(), Narrow);
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < 100; i++)
            Assert.True(peer.Contract.Cursors.SendAsync(new Point(i, 0), default).AsTask().IsCompletedSuccessfully);
        await _gate.Reached.Guarded();
        _gate.Open();

        List<int> handled = [];
        while (handled.LastOrDefault() != 99)
            handled.Add(await _handled.NextAsync());
        await peer.FlushAsync().Guarded();

        Assert.Equal(0, handled[0]);
        Assert.Equal(handled.Order(), handled);
        Assert.True(handled.Count <= 2 * Window + 1, $"{handled.Count} messages were handled.");
        Assert.Equal(100, handled.Count + near.Everyone.Cursors.DroppedMessages + far.Everyone.Cursors.DroppedMessages);
        Assert.Equal(peer.Contract.Cursors.DroppedMessages, near.Everyone.Cursors.DroppedMessages);
    }

    [Fact]
    public async Task DropOldest_TheLastOnesInLineArrive()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> far = await world.StartAsync(StoppingAtTheFirst(), Narrow);
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.LoggerFactory = log);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        for (int i = 0; i < 20; i++)
            Assert.True(peer.Contract.Samples.SendAsync(new Point(i, 0), default).AsTask().IsCompletedSuccessfully);

        Assert.Equal((20 - Window - 3, 20 - (20 - Window - 3)), (peer.Contract.Samples.DroppedMessages, peer.Contract.Samples.UnconfirmedMessages));
        Assert.Contains("Samples", (await log.WhenAsync(1109)).Message, StringComparison.Ordinal);
        _gate.Open();
        Assert.Equal([0, 1, 2, 3, 17, 18, 19], await _handled.TakeAsync(7));
        await peer.Contract.Samples.FlushAsync().Guarded();
        Assert.Equal((0, 0), (peer.UnconfirmedMessages, peer.Contract.Samples.UnconfirmedMessages));
    }

    [Fact]
    public async Task TimeToLive_WhatGrewTooOldInLineIsDropped()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(StoppingAtTheFirst(), Narrow);
        for (int i = 0; i < 6; i++)
            await peer.Contract.Samples.SendAsync(new Point(i, 0), default).Guarded();

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await peer.Contract.Samples.SendAsync(new Point(6, 0), default).Guarded();

        Assert.Equal(2, peer.Contract.Samples.DroppedMessages);
        _gate.Open();
        Assert.Equal([0, 1, 2, 3, 6], await _handled.TakeAsync(5));
        await peer.FlushAsync().Guarded();
    }

    [Fact]
    public async Task DropNewest_TheFirstOnesInLineArrive()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(StoppingAtTheFirst(), Narrow);

        for (int i = 0; i < 20; i++)
            Assert.True(peer.Contract.Firsts.SendAsync(new Point(i, 0), default).AsTask().IsCompletedSuccessfully);

        _gate.Open();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], await _handled.TakeAsync(7));
        Assert.Equal(13, peer.Contract.Firsts.DroppedMessages);
    }

    [Fact]
    public async Task Fail_TheSenderHearsThatThereIsNoPlaceAndNothingAcceptedIsLost()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(StoppingAtTheFirst(), Narrow);
        for (int i = 0; i < Window + 3; i++)
            await peer.Contract.Orders.SendAsync(new Point(i, 0), default).Guarded();

        PeerOverflowException refusal = await Assert.ThrowsAsync<PeerOverflowException>(() => peer.Contract.Orders.SendAsync(new Point(9, 0), default).Guarded());

        Assert.Contains("Orders", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((0, Window + 3), (peer.Contract.Orders.DroppedMessages, peer.UnconfirmedMessages));
        _gate.Open();
        Assert.Equal(Enumerable.Range(0, Window + 3), await _handled.TakeAsync(Window + 3));
        await peer.FlushAsync().Guarded();
    }

    [Fact]
    public async Task ConnectionEndsWithMessagesInLine_FlushingAfterwardsDoesNotCallThemConfirmed()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(StoppingAtTheFirst(), Narrow);
        for (int i = 0; i < Window; i++)
            await peer.Contract.Orders.SendAsync(new Point(i, 0), default).Guarded();
        await peer.Contract.Orders.FlushAsync().Guarded();
        for (int i = 0; i < 3; i++)
            await peer.Contract.Orders.SendAsync(new Point(Window + i, 0), default).Guarded();

        ((SessionPeer<ITestContract>)peer).Connection.Abort();
        await peer.Disconnected.WhenCancelledAsync();

        Assert.Equal(3, peer.Contract.Orders.UnconfirmedMessages);
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Contract.Orders.FlushAsync().Guarded());
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.FlushAsync().Guarded());
        _gate.Open();
    }

    [Fact]
    public async Task EveryoneSends_EachPeersLineIsItsOwn()
    {
        await using TestWorld world = new();
        Collector<int> quick = new();
        PeerSession<ITestContract> slow = await world.StartAsync(StoppingAtTheFirst(), Narrow);
        PeerSession<ITestContract> other = await world.StartAsync(new HandlingService
        {
            HandleLossy = (_, point) =>
            {
                quick.Add(point.X);
                return default;
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        await near.ConnectAsync(slow.LocalEndpoints[0]).Guarded();
        await near.ConnectAsync(other.LocalEndpoints[0]).Guarded();

        for (int i = 0; i < 20; i++)
            await near.Everyone.Samples.SendAsync(new Point(i, 0), default).Guarded();

        Assert.Equal(Enumerable.Range(0, 20), await quick.TakeAsync(20));
        Assert.Equal(20 - Window - 3, near.Everyone.Samples.DroppedMessages);
        _gate.Open();
        Assert.Equal([0, 1, 2, 3, 17, 18, 19], await _handled.TakeAsync(7));
    }

    [Fact]
    public async Task MessageIsLargerThanTheContractAllows_ItIsNotSent()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService());

        PeerEncodeException failure = await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.Orders.SendAsync(new Point(int.MaxValue, int.MaxValue), default).Guarded());

        Assert.Contains("MaxSize", failure.Message, StringComparison.Ordinal);
        await peer.Contract.Orders.SendAsync(new Point(1, 1), default).Guarded();
        await peer.FlushAsync().Guarded();
    }

    [Fact]
    public async Task LargerMessageThanTheContractAllowsComes_ItIsNotDecodedAndTheConnectionEnds()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync(new HandlingService { HandleLossy = (_, _) => throw new InvalidOperationException("It was decoded.") });
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await raw.WriteAsync([0x0d, 0x10, 18, 0x92, 0xce, 0x7f, 0xff, 0xff, 0xff, 0xce, 0x7f, 0xff, 0xff, 0xff]);

        CloseInfo closed = await raw.WhenClosedAsync();

        Assert.Equal(CloseCode.MalformedMessage, closed.Code);
        Assert.Contains("11 bytes", closed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralChannelsWaitForTheLink_LargerSharesGetMoreAndNobodyNothing()
    {
        const int messages = 200;
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        Note note = new(new string('x', 4000), 0);
        Task[] sends = [.. Enumerable.Range(0, 3 * messages).Select(i =>
            (i % 3 == 0 ? peer.Contract.Idle : i % 3 == 1 ? peer.Contract.Notes : peer.Contract.Urgent).SendAsync(note, default).AsTask())];

        int[] received = new int[21];
        while (received[19] < messages)
        {
            ConnectionEvent change = (await raw.NextAsync())!.Value;
            Assert.Equal(ConnectionEventKind.Message, change.Kind);
            received[change.Inbound!.Id]++;
            raw.Machine.Consume(change.Inbound, 1, change.Payload.Length, TimeSpan.Zero);
        }

        Assert.True(received[20] > 0 && received[20] < received[2] && received[2] < messages, $"Urgent {received[19]}, usual {received[2]}, idle {received[20]}.");
        raw.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(sends).Guarded());
    }

    private static void Narrow(PeerSessionOptions options) => options.Limits = new ProtocolLimits { ChannelWindowMessages = Window };

    private HandlingService StoppingAtTheFirst() => new()
    {
        HandleLossy = async (_, point) =>
        {
            if (point.X == 0)
                await _gate.PassAsync();
            _handled.Add(point.X);
        },
    };
}
