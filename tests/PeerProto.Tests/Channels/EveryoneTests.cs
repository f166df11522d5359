using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

public sealed class EveryoneTests
{
    [Fact]
    public async Task ThreePeers_MessageIsEncodedOnceAndReachesAll()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> hub = await world.StartAsync();
        List<IAsyncEnumerator<ReceivedMessage<Tally>>> readers = [];
        for (int i = 0; i < 3; i++)
        {
            PeerSession<ITestContract> far = await world.StartAsync();
            await hub.ConnectAsync(far.LocalEndpoints[0]).Guarded();
            readers.Add(far.Everyone.Tallies.ReadAllAsync().GetAsyncEnumerator());
        }

        Tally tally = new() { Value = 42 };
        await hub.Everyone.Tallies.SendAsync(tally).Guarded();
        await hub.Everyone.Tallies.FlushAsync().Guarded();

        Assert.Equal(1, tally.CountReads());
        foreach (IAsyncEnumerator<ReceivedMessage<Tally>> reader in readers)
        {
            Assert.Equal(42, (await reader.NextAsync()).Message.Value);
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task OneLeavesWhileItsMessageWaits_IsPassedOver()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> handled = new();
        PeerSession<ITestContract> hub = await world.StartAsync();
        PeerSession<ITestContract> stays = await world.StartAsync(ChannelSendingTests.Handling(point => handled.Add(point.X)));
        PeerSession<ITestContract> leaves = await world.StartAsync(ChannelSendingTests.Handling(gate, new Collector<int>()), ChannelSendingTests.Narrow);
        await hub.ConnectAsync(stays.LocalEndpoints[0]).Guarded();
        await hub.ConnectAsync(leaves.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < 4; i++)
            await hub.Everyone.Points.SendAsync(new Point(i, 0)).Guarded();
        Task waiting = hub.Everyone.Points.SendAsync(new Point(4, 0)).AsTask();
        await gate.Reached.Guarded();
        Assert.False(waiting.IsCompleted);

        await leaves.DisposeAsync().Guarded();

        await waiting.Guarded();
        await hub.Everyone.Points.SendAsync(new Point(5, 0)).Guarded();
        Assert.Equal(Enumerable.Range(0, 6), await handled.TakeAsync(6));
        gate.Open();
    }

    [Fact]
    public async Task NobodyIsThere_SendsToNobody()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> alone = await world.StartAsync();

        await alone.Everyone.Points.SendAsync(new Point(1, 1)).Guarded();
        await alone.Everyone.Points.FlushAsync().Guarded();
    }
}
