using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class UnaryCallTests
{
    [Fact]
    public async Task CallWithResult_ReturnsIt()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        Assert.Equal(5, await peer.Contract.AddAsync(2, 3, default).Guarded());
    }

    [Fact]
    public async Task CallWithoutResult_CompletesWhenTheOtherSideIsDone()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Poke = async (_, _, _) => await gate.PassAsync(CancellationToken.None) });

        Task call = peer.Contract.PokeAsync("now", default).AsTask();
        await gate.Reached.Guarded();
        Assert.False(call.IsCompleted);
        gate.Open();

        await call.Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MethodThrows_TheCallerGetsAnIdThatTheOtherLogExplainsAndNoText(bool afterAwait)
    {
        await using TestWorld world = new();
        TestLog log = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Add = async (_, _, _, _) =>
                {
                    if (afterAwait)
                        await Task.Yield();
                    throw new InvalidOperationException("a secret of the app");
                },
            },
            options => options.LoggerFactory = log);

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.AddAsync(1, 2, default).Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failure.Code);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        LogEntry logged = await log.WhenAsync(1104);
        Assert.Contains(failure.ErrorId.ToString("x16", null), logged.Message, StringComparison.Ordinal);
        Assert.Equal("a secret of the app", logged.Exception!.Message);
        await peer.Contract.PokeAsync("still there", default).Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MethodThrowsWhatDecodingAndEncodingThrow_ItIsTheMethodsFailureAllTheSame(bool afterAwait)
    {
        await using TestWorld world = new();
        TestLog log = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Add = async (_, left, _, _) =>
                {
                    if (afterAwait)
                        await Task.Yield();
                    throw left == 0 ? new PeerDecodeException("a file of the app") : new PeerEncodeException("another call of the app");
                },
                Poke = (_, _, _) => throw new PeerDecodeException("a file of the app"),
            },
            options => options.LoggerFactory = log);

        foreach (Task call in new[] { peer.Contract.AddAsync(0, 0, default).AsTask(), peer.Contract.AddAsync(1, 0, default).AsTask(), peer.Contract.PokeAsync("", default).AsTask() })
        {
            PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => call.Guarded());
            Assert.Equal(RemoteErrorCode.Failed, failure.Code);
            Assert.DoesNotContain("of the app", failure.Message, StringComparison.Ordinal);
            Assert.NotEqual(0UL, failure.ErrorId);
        }
    }

    [Fact]
    public async Task CallerCancels_TheMethodsTokenIsCancelledAndTheCallerGetsItsOwn()
    {
        await using TestWorld world = new();
        Gate entered = new();
        TaskCompletionSource<bool> cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Poke = async (_, _, cancellation) =>
            {
                try
                {
                    await entered.PassAsync(cancellation);
                }
                finally
                {
                    cancelled.TrySetResult(cancellation.IsCancellationRequested);
                }
            },
        });
        using CancellationTokenSource giveUp = new();
        Task call = peer.Contract.PokeAsync("wait", giveUp.Token).AsTask();
        await entered.Reached.Guarded();

        await giveUp.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Guarded());
        Assert.Equal(giveUp.Token, thrown.CancellationToken);
        Assert.True(await cancelled.Task.Guarded());
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task ConnectionEnds_MethodsAreCancelledAndCallersFail()
    {
        await using TestWorld world = new();
        Gate entered = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> far = await world.StartAsync(new TestService
        {
            Poke = async (_, _, cancellation) =>
            {
                try
                {
                    await entered.PassAsync(cancellation);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    cancelled.TrySetResult();
                    throw;
                }
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        Task call = peer.Contract.PokeAsync("wait", default).AsTask();
        await entered.Reached.Guarded();

        await near.DisposeAsync().Guarded();

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Equal(PeerErrorCode.Closed, failure.Code);
        await cancelled.Task.Guarded();
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task MoreCallsThanThePeerTakes_WaitTheirTurn()
    {
        await using TestWorld world = new();
        using SemaphoreSlim allowed = new(0);
        int running = 0;
        int most = 0;
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Add = async (_, left, right, _) =>
                {
                    int now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await allowed.WaitAsync(CancellationToken.None);
                    Interlocked.Decrement(ref running);
                    return left + right;
                },
            },
            options => options.Limits = new ProtocolLimits { MaximumConcurrentCalls = 2 });

        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(i => peer.Contract.AddAsync(i, 1, default).AsTask())];
        await TestWorld.YieldUntilAsync(() => Volatile.Read(ref running) == 2);
        for (int i = 0; i < calls.Length; i++)
        {
            allowed.Release();
            await TestWorld.YieldUntilAsync(() => calls.Count(call => call.IsCompleted) > i);
        }

        Assert.Equal(Enumerable.Range(1, 20), await Task.WhenAll(calls).Guarded());
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task WaitingCallIsCancelled_IsNeverMade()
    {
        await using TestWorld world = new();
        Gate gate = new();
        Collector<string> made = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Poke = async (_, text, _) =>
                {
                    made.Add(text);
                    await gate.PassAsync(CancellationToken.None);
                },
            },
            options => options.Limits = new ProtocolLimits { MaximumConcurrentCalls = 1 });
        using CancellationTokenSource giveUp = new();
        Task first = peer.Contract.PokeAsync("first", default).AsTask();
        Task second = peer.Contract.PokeAsync("second", giveUp.Token).AsTask();
        Task third = peer.Contract.PokeAsync("third", default).AsTask();
        await gate.Reached.Guarded();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Guarded());
        gate.Open();
        await Task.WhenAll(first, third).Guarded();

        Assert.Equal(["first", "third"], await made.TakeAsync(2));
        Assert.Equal(0, made.Count);
    }

    [Fact]
    public async Task MethodCallsItsCallerBack_BothAnswer()
    {
        await using TestWorld world = new();
        Peer<ITestContract>? back = null;
        PeerSession<ITestContract> far = await world.StartAsync(new TestService
        {
            Add = async (caller, left, right, cancellation) =>
            {
                back = (Peer<ITestContract>)caller.Caller;
                return 10 * await back.Contract.AddAsync(left, right, cancellation);
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        Assert.Equal(50, await peer.Contract.AddAsync(2, 3, default).Guarded());
        Assert.Equal(near.Id, back!.Id);
    }

    [Fact]
    public async Task ArgumentsOrResultAreTooLarge_TheCallFailsAndTheConnectionLives()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => options.Limits = new ProtocolLimits { MaximumMessageBytes = 4000 });
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Limits = new ProtocolLimits { MaximumMessageBytes = 2000 });
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.EchoAsync(new byte[5000], default).Guarded());
        PeerRemoteException result = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.EchoAsync(new byte[3000], default).Guarded());

        Assert.Equal(RemoteErrorCode.ResultTooLarge, result.Code);
        Assert.Equal(1000, (await peer.Contract.EchoAsync(new byte[1000], default).Guarded()).Length);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
            seen = now;
    }
}
