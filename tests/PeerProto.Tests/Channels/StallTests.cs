using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;
using PeerProto.Transports.Memory;

namespace PeerProto.Tests.Channels;

/// <summary>Who holds up a send that waits.</summary>
public sealed class StallTests
{
    private const int Points = 1;

    [Fact]
    public async Task NothingWaits_TheSnapshotSaysSo()
    {
        await using TestWorld world = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService { HandlePoint = (_, point) => Handle(point) });
        for (int i = 0; i < 10; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);
        await handled.TakeAsync(10);
        await peer.FlushAsync().AsTask().Guarded();

        ChannelStatistics statistics = peer.GetChannelStatistics(Points);
        Assert.Equal((10L, 0L, 0, null), (statistics.SentMessages, statistics.UnconfirmedMessages, statistics.WaitingMessages, statistics.SendStall));
        Assert.All(Enum.GetValues<StallCause>(), cause => Assert.Equal(TimeSpan.Zero, statistics.GetStallTime(cause)));
        Assert.Throws<ArgumentOutOfRangeException>(() => peer.GetChannelStatistics(999));

        ValueTask Handle(Point point)
        {
            handled.Add(point.X);
            return default;
        }
    }

    [Fact]
    public async Task PeersHandlerIsAtWork_BothSidesSaySo()
    {
        await using TestWorld world = new();
        Gate gate = new();
        TaskCompletionSource<Peer> other = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(
            new HandlingService
            {
                HandlePoint = (from, _) =>
                {
                    other.TrySetResult(from);
                    return new ValueTask(gate.PassAsync());
                },
            },
            ChannelSendingTests.Narrow);
        TaskCompletionSource<ChannelStall> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        peer.Stalled += stall => told.TrySetResult(stall);
        for (int i = 0; i < 4; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default);
        await peer.FlushAsync().AsTask().Guarded(); // so that all is acknowledged when the next one waits
        Task waiting = peer.Contract.Points.SendAsync(new Point(4, 0), default).AsTask();
        await gate.Reached.Guarded();

        await world.PassTimeUntilAsync(told.Task);
        Assert.Equal((Points, StallCause.PeerHandler, 1), ((await told.Task).Channel, (await told.Task).Cause, (await told.Task).Waiting));
        ChannelStatistics here = peer.GetChannelStatistics(Points);
        Assert.Equal((StallCause.PeerHandler, 1), (here.SendStall, here.WaitingMessages));
        Assert.True(here.SendStalledFor >= TimeSpan.FromSeconds(1));
        ChannelStatistics there = (await other.Task.Guarded()).GetChannelStatistics(Points);
        Assert.Equal(3, there.BacklogMessages);
        Assert.NotNull(there.HeldUpFor);

        gate.Open();
        await waiting.Guarded();
        Assert.Null(peer.GetChannelStatistics(Points).SendStall);
        Assert.True(peer.GetChannelStatistics(Points).GetStallTime(StallCause.PeerHandler) > TimeSpan.Zero);
    }

    [Fact]
    public async Task PeerHasNotAcknowledged_ItsWindowIsTheCause()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(
            new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)), limits: new ProtocolLimits { ChannelWindowMessages = 2 });
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        for (int i = 0; i < 2; i++)
            await peer.Contract.Points.SendAsync(new Point(i, 0), default).Guarded();
        _ = peer.Contract.Points.SendAsync(new Point(2, 0), default).AsTask();
        Assert.Equal(StallCause.PeerWindow, peer.GetChannelStatistics(Points).SendStall);
    }

    [Fact]
    public async Task PeersConnectionWindowIsUsedUp_ItIsTheCause()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(
            new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)), limits: new ProtocolLimits { ConnectionWindowMessages = 2 });
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        for (int i = 0; i < 2; i++)
            await peer.Contract.Notes.SendAsync(new Note("", i), default).Guarded();
        _ = peer.Contract.Points.SendAsync(new Point(2, 0), default).AsTask();
        Assert.Equal(StallCause.ConnectionWindow, peer.GetChannelStatistics(Points).SendStall);
    }
}
