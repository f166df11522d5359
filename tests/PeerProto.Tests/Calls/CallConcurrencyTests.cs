using System.Collections.Concurrent;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class CallConcurrencyTests
{
    [Fact]
    public async Task MoreCallsThanRunAtOnce_WaitInOrder()
    {
        await using TestWorld world = new();
        ConcurrentQueue<int> started = new();
        Gate[] gates = [.. Enumerable.Range(0, 6).Select(_ => new Gate())];
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Queue = async (_, what, _) =>
            {
                started.Enqueue(what);
                await gates[what].PassAsync(CancellationToken.None);
                return what;
            },
        });
        Task<int>[] calls = [.. Enumerable.Range(0, 6).Select(i => peer.Contract.QueueAsync(i, default, default).AsTask())];

        await gates[1].Reached.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded()); // behind all of them
        Assert.Equal([0, 1], started);
        for (int i = 1; i < 5; i++) // one place stays with the first call, so that one call at a time takes the other
        {
            gates[i].Open();
            await gates[i + 1].Reached.Guarded();
            Assert.Equal(Enumerable.Range(0, i + 2), started);
        }
        gates[5].Open();
        gates[0].Open();

        int[] answers = await Task.WhenAll(calls).Guarded();
        Assert.Equal([0, 1, 2, 3, 4, 5], answers);
    }

    [Fact]
    public async Task TooMuchWaitsInLine_AnotherCallIsRefusedUntilOneHasLeft()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<int> started = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Queue = async (_, what, _) =>
                {
                    started.Add(what);
                    await gate.PassAsync(CancellationToken.None);
                    return what;
                },
            },
            options => options.Limits = new ProtocolLimits { MaximumWindowBytes = 3 }); // two calls, of two bytes each
        using CancellationTokenSource cancellation = new();
        Task<int>[] calls = [.. Enumerable.Range(0, 4).Select(i => peer.Contract.QueueAsync(i, default, i == 3 ? cancellation.Token : default).AsTask())];

        PeerRemoteException refused = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.QueueAsync(4, default, default).Guarded());
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[3].Guarded());
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded()); // behind the cancellation
        Task<int> last = peer.Contract.QueueAsync(5, default, default).AsTask();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
        gate.Open();

        Assert.Equal(RemoteErrorCode.Failed, refused.Code);
        Assert.Contains("wait for their turn", refused.Message, StringComparison.Ordinal);
        int[] answers = await Task.WhenAll(calls[..3]).Guarded();
        Assert.Equal([0, 1, 2], answers);
        Assert.Equal(5, await last.Guarded());
        List<int> begun = await started.TakeAsync(4);
        Assert.Equal([0, 1, 2, 5], begun.Order());
    }

    [Fact]
    public async Task CallThatWaitsIsCancelled_ItNeverRunsAndTheNextTakesItsTurn()
    {
        await using TestWorld world = new();
        ConcurrentQueue<int> started = new();
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Queue = async (_, what, _) =>
            {
                started.Enqueue(what);
                await gate.PassAsync(CancellationToken.None);
                return what;
            },
        });
        using CancellationTokenSource cancellation = new();
        Task<int>[] calls = [.. Enumerable.Range(0, 4).Select(i => peer.Contract.QueueAsync(i, default, i == 2 ? cancellation.Token : default).AsTask())];
        await gate.Reached.Guarded();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[2].Guarded());
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
        gate.Open();
        Assert.Equal(3, await calls[3].Guarded());
        Assert.Equal([0, 1, 3], started);
    }

    [Fact]
    public async Task CallThatWaitsIsLate_ItEndsAtItsDeadline()
    {
        await using TestWorld world = new();
        ConcurrentQueue<int> started = new();
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Queue = async (_, what, _) =>
            {
                started.Enqueue(what);
                await gate.PassAsync(CancellationToken.None);
                return what;
            },
        });
        Task<int>[] calls = [.. Enumerable.Range(0, 3).Select(i =>
            peer.Contract.QueueAsync(i, i == 2 ? PeerDeadline.After(TimeSpan.FromSeconds(1), world.Time) : default, default).AsTask())];
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded()); // behind all of them

        world.Time.Advance(TimeSpan.FromSeconds(1.1));

        await Assert.ThrowsAsync<PeerDeadlineException>(() => calls[2].Guarded());
        gate.Open();
        Assert.Equal(1, await calls[1].Guarded());
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
        Assert.Equal([0, 1], started);
    }

    [Fact]
    public async Task CallsThatEndAtOnce_LeaveTheirPlace()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Queue = (_, what, _) => what % 3 == 0 ? throw new InvalidOperationException() : new ValueTask<int>(what),
        });

        for (int i = 1; i <= 30; i++)
        {
            Task<int> call = peer.Contract.QueueAsync(i, default, default).AsTask();
            if (i % 3 == 0)
                await Assert.ThrowsAsync<PeerRemoteException>(() => call.Guarded());
            else
                Assert.Equal(i, await call.Guarded());
        }
    }
}
