using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Tests.Support;
using PeerProto.Transports.Memory;

namespace PeerProto.Tests.Lanes;

/// <summary>Streams that wait, for calls that have not come or for a peer that does not read, and what they cost meanwhile.</summary>
public sealed class WaitingLaneTests
{
    private const byte PointsId = 1;
    private const byte NotesId = 2;

    /// <summary>An item of a call that nobody has made.</summary>
    private static readonly byte[] EarlyItem = [4, (byte)FrameKind.Item, 0x43, 0xe8, 7];

    private readonly MemoryNetwork _network = new(new MemoryNetworkOptions { IsMultistream = true, BufferBytes = 64 });

    [Fact]
    public async Task LanesThatWaitForCalls_ComeToRest()
    {
        await using TestWorld world = new();
        SuspendableScheduler scheduler = new();
        Collector<int> handled = new();
        PeerSession<ITestContract> session = await world.StartAsync(
            new HandlingService
            {
                HandlePoint = (_, point) => Handle(point.X),
                HandleNote = (_, note) => Handle(note.Number),
            },
            options =>
            {
                Configure(options);
                options.Scheduler = scheduler;
            });
        await using RawPeer raw = await ConnectAsync(session);

        await raw.OpenLaneAsync([5, (byte)FrameKind.Message, PointsId, 0x92, 7, 0, .. EarlyItem]);
        await raw.OpenLaneAsync([6, (byte)FrameKind.Message, NotesId, 0x92, 0xa1, 0x78, 8, .. EarlyItem]);
        List<int> both = await handled.TakeAsync(2);
        Assert.Equal([7, 8], both.Order());

        int left = 1;
        for (int i = 0; i < 200 && left > 0; i++)
        {
            await scheduler.SuspendAsync().Guarded();
            left = scheduler.Waiting;
            scheduler.Resume();
        }

        Assert.Equal(0, left); // else the two wake each other for ever

        ValueTask Handle(int number)
        {
            handled.Add(number);
            return default;
        }
    }

    [Fact]
    public async Task PeerEndsWhileALaneWaits_TheSessionForgetsTheConnection()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        PeerSession<ITestContract> session = await world.StartAsync(
            new HandlingService
            {
                HandlePoint = (_, point) =>
                {
                    handled.Add(point.X);
                    return default;
                },
            },
            Configure);
        await using RawPeer raw = await ConnectAsync(session);
        await raw.OpenLaneAsync([5, (byte)FrameKind.Message, PointsId, 0x92, 7, 0, .. EarlyItem]);
        await handled.NextAsync();

        raw.Abort();

        await TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(session) == 0);
    }

    [Fact]
    public async Task PeerThatReadsNoLanes_RunsOutOfCalls()
    {
        const int Most = 1_000;
        await using TestWorld world = new();
        Collector<int> finished = new();
        PeerSession<ITestContract> session = await world.StartAsync(new TestService { Count = (_, first, count, _) => CountAndTell(first, count) }, Configure);
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using RawPeer raw = await ConnectAsync(session);
        Task disconnected = (await changes.NextAsync()).Peer.Disconnected.WhenCancelledAsync();

        int calls = 0;
        while (calls < Most && !disconnected.IsCompleted)
        {
            byte[] id = [(byte)(0x40 | (2 * calls) >> 8), (byte)(2 * calls)];
            byte[] call = [(byte)FrameKind.Call, .. id, 5, 0x92, 0, 50]; // call 5: count from 0, 50 numbers
            await raw.WriteAsync([(byte)call.Length, .. call]);
            await Task.WhenAny(finished.NextAsync(), disconnected);
            calls++;
        }

        Assert.InRange(calls, ProtocolLimits.DefaultMaximumConcurrentCalls, ProtocolLimits.MaximumUnwrittenLanes + ProtocolLimits.DefaultMaximumConcurrentCalls + 16);
        CloseInfo end = await raw.WhenClosedAsync();
        Assert.Equal(CloseCode.FlowControlViolation, end.Code);
        Assert.Contains("calls under way", end.Reason, StringComparison.Ordinal);

        async IAsyncEnumerable<int> CountAndTell(int first, int count)
        {
            for (int i = 0; i < count; i++)
                yield return first + i;
            finished.Add(count);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task SenderWaitsForThePeersWindow_TheSnapshotSaysSo()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: Configure);
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using RawPeer raw = await ConnectAsync(session, new ProtocolLimits { ChannelWindowMessages = 2 });
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        TaskCompletionSource<ChannelStall> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        peer.Stalled += stall => told.TrySetResult(stall);
        for (int i = 0; i < 2; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).Guarded();
        _ = peer.Contract.Points.SendAsync(new Point(2, 0), TestContext.Current.CancellationToken).AsTask();

        Assert.Equal(StallCause.PeerWindow, peer.GetChannelStatistics(PointsId).SendStall);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((StallCause.PeerWindow, 1), ((await told.Task.Guarded()).Cause, (await told.Task).Waiting));
    }

    [Fact]
    public async Task ChannelsThatWaitForTheConnectionsWindow_TakeTurns()
    {
        const int Each = 20;
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: Configure);
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using RawPeer raw = await ConnectAsync(session, new ProtocolLimits { ConnectionWindowMessages = 2 });
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        for (int i = 0; i < Each; i++)
        {
            _ = peer.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).AsTask();
            _ = peer.Contract.Notes.SendAsync(new Note("", i), TestContext.Current.CancellationToken).AsTask();
        }

        for (int sent = 2; sent < Each; sent += 2)
        {
            await TestWorld.YieldUntilAsync(() => Sent(PointsId) + Sent(NotesId) == sent);
            await raw.WriteAsync([5, (byte)FrameKind.Credit, 0, (byte)(sent + 2), 0x7f, 0xff]); // two messages more, and 16,383 bytes
        }

        await TestWorld.YieldUntilAsync(() => Sent(PointsId) + Sent(NotesId) == Each);
        Assert.InRange(Sent(PointsId), Each / 2 - 2, Each / 2 + 2);

        long Sent(int channel) => peer.GetChannelStatistics(channel).SentMessages;
    }

    private void Configure(PeerSessionOptions options) => options.Transports = [new MemoryTransportProvider(_network)];

    private async Task<RawPeer> ConnectAsync(PeerSession<ITestContract> session, ProtocolLimits? limits = null)
    {
        RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(_network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)), limits: limits);
        await raw.JoinAsync();
        return raw;
    }
}
