using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class DeadlineTests
{
    [Fact]
    public async Task CallEndsInTime_NothingIsCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource<(TimeSpan? Remaining, CancellationToken Token)> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Hurry = async (caller, what, cancellation) =>
            {
                seen.TrySetResult((caller.Deadline.Remaining, cancellation));
                await Task.Yield();
                return what;
            },
        });

        for (int i = 0; i < 50; i++)
            Assert.Equal(i, await peer.Contract.HurryAsync(i, default, default).Guarded());

        (TimeSpan? remaining, CancellationToken token) = await seen.Task.Guarded();
        Assert.Equal(TimeSpan.FromSeconds(2), remaining);
        world.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(token.IsCancellationRequested);
        Assert.Equal(7, await peer.Contract.HurryAsync(7, default, default).Guarded());
    }

    [Theory]
    [InlineData(null, 2000)]
    [InlineData(500, 500)]
    [InlineData(5000, 2000)]
    public async Task TimeIsUp_BothSidesEndTheCall(int? wanted, int expected)
    {
        await using TestWorld world = new();
        Gate entered = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Hurry = async (_, what, cancellation) =>
            {
                try
                {
                    await entered.PassAsync(cancellation);
                    return what;
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    cancelled.TrySetResult();
                    throw;
                }
            },
        });
        PeerDeadline deadline = wanted is { } milliseconds ? PeerDeadline.After(TimeSpan.FromMilliseconds(milliseconds), world.Time) : default;
        Task<int> call = peer.Contract.HurryAsync(1, deadline, default).AsTask();
        await entered.Reached.Guarded();

        world.Time.Advance(TimeSpan.FromMilliseconds(expected - 1));
        Assert.False(call.IsCompleted);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));

        PeerDeadlineException failure = await Assert.ThrowsAsync<PeerDeadlineException>(() => call.Guarded());
        Assert.Contains("HurryAsync", failure.Message, StringComparison.Ordinal);
        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task DeadlineHasPassedAlready_NothingIsSent()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Hurry = (_, _, _) => throw new InvalidOperationException("The call was sent.") });

        await Assert.ThrowsAsync<PeerDeadlineException>(() => peer.Contract.HurryAsync(1, PeerDeadline.After(TimeSpan.Zero, world.Time), default).Guarded());
    }

    [Fact]
    public async Task StreamRunsOutOfTime_TheReaderFailsAndTheMethodIsCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { HurryMany = (_, _, cancellation) => OneThenWait(cancelled, cancellation) });
        await using IAsyncEnumerator<int> items = peer.Contract.HurryManyAsync(1, default).GetAsyncEnumerator();
        Assert.Equal(5, await items.NextAsync());

        Task<bool> next = items.MoveNextAsync().AsTask();
        world.Time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<PeerDeadlineException>(() => next.Guarded());
        await cancelled.Task.Guarded();

        static async IAsyncEnumerable<int> OneThenWait(TaskCompletionSource cancelled, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return 5;
            await cancellationToken.WhenCancelledAsync();
            cancelled.TrySetResult();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task NestedCallGetsTheDeadlineOfItsCaller_ItEndsWithIt()
    {
        await using TestWorld world = new();
        TaskCompletionSource<TimeSpan?> inner = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TestService last = new()
        {
            Hurry = async (caller, what, cancellation) =>
            {
                inner.TrySetResult(caller.Deadline.Remaining);
                await cancellation.WhenCancelledAsync();
                cancellation.ThrowIfCancellationRequested();
                return what;
            },
        };
        Peer<ITestContract>? onward = null;
        TestService middle = new() { Hurry = (caller, what, cancellation) => onward!.Contract.HurryAsync(what, caller.Deadline, cancellation) };
        PeerSession<ITestContract> lastSession = await world.StartAsync(last);
        PeerSession<ITestContract> middleSession = await world.StartAsync(middle);
        PeerSession<ITestContract> firstSession = await world.StartAsync();
        onward = await middleSession.ConnectAsync(lastSession.LocalEndpoints[0]).Guarded();
        Peer<ITestContract> peer = await firstSession.ConnectAsync(middleSession.LocalEndpoints[0]).Guarded();

        Task<int> call = peer.Contract.HurryAsync(1, PeerDeadline.After(TimeSpan.FromMilliseconds(700), world.Time), default).AsTask();

        Assert.Equal(TimeSpan.FromMilliseconds(700), await inner.Task.Guarded());
        world.Time.Advance(TimeSpan.FromMilliseconds(700));
        await Assert.ThrowsAsync<PeerDeadlineException>(() => call.Guarded());
    }

    [Fact]
    public async Task PeerEndsTheCallAtTheDeadlineFirst_TheCallerGetsTheSameException()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        Task call = peer.Contract.HurryAsync(1, default, default).AsTask();
        ConnectionEvent received = (await raw.NextAsync())!.Value;
        Assert.Equal(TimeSpan.FromSeconds(2), received.Call!.Deadline);

        raw.Machine.WriteFailure(received.Call, new Protocol.Calls.CallFailure(RemoteErrorCode.DeadlineExceeded, 0, ""));
        await raw.WriteAsync();

        await Assert.ThrowsAsync<PeerDeadlineException>(() => call.Guarded());
    }
}
