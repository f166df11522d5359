using System.Runtime.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class ClientStreamTests
{
    [Fact]
    public async Task ManyItems_AllCount()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        Assert.Equal(5000L * 4999 / 2, await peer.Contract.SumAsync(TestService.CountUp(0, 5000), default).Guarded());
        Assert.Equal(0, await peer.Contract.SumAsync(TestService.CountUp(0, 0), default).Guarded());
    }

    [Fact]
    public async Task ResultComesEarly_TheSenderStops()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Sum = async (_, numbers, _) =>
            {
                await foreach (int number in numbers)
                {
                    if (number == 10)
                        return number;
                }

                return -1;
            },
        });

        Assert.Equal(10, await peer.Contract.SumAsync(Endless(stopped, default), default).Guarded());

        await stopped.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task MethodStopsReading_TheSenderStopsBeforeTheAnswer()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Sum = async (_, numbers, _) =>
            {
                await foreach (int number in numbers)
                {
                    if (number == 10)
                        break;
                }

                await stopped.Task;
                return 5;
            },
        });

        Assert.Equal(5, await peer.Contract.SumAsync(Endless(stopped, default), default).Guarded());
    }

    [Fact]
    public async Task ItemsAreReadAfterTheAnswer_TheReadingFailsInsteadOfWaiting()
    {
        await using TestWorld world = new();
        TaskCompletionSource<Task> reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Sum = (_, numbers, _) =>
            {
                reading.SetResult(TestService.AddUp(numbers, default).AsTask());
                return new ValueTask<long>(7);
            },
        });

        Assert.Equal(7, await peer.Contract.SumAsync(Endless(new TaskCompletionSource(), default), default).Guarded());

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await reading.Task.Guarded()).Guarded());
    }

    [Fact]
    public async Task ItemsThrow_TheCallerGetsItAndTheMethodIsCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource<Exception> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Sum = async (_, numbers, cancellation) =>
            {
                try
                {
                    return await TestService.AddUp(numbers, cancellation);
                }
                catch (Exception thrown)
                {
                    seen.TrySetResult(thrown);
                    throw;
                }
            },
        });

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => peer.Contract.SumAsync(Failing(), default).Guarded());

        Assert.Equal("out of numbers", failure.Message);
        Assert.IsAssignableFrom<OperationCanceledException>(await seen.Task.Guarded());
    }

    [Fact]
    public async Task CallerCancels_TheItemsStop()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Sum = async (_, _, cancellation) =>
            {
                await gate.PassAsync(cancellation);
                return 0;
            },
        });
        using CancellationTokenSource giveUp = new();
        Task<long> call = peer.Contract.SumAsync(Endless(stopped, default), giveUp.Token).AsTask();
        await gate.Reached.Guarded();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Guarded());
        await stopped.Task.Guarded();
    }

    [Fact]
    public async Task CallbackOfTheItemsThrows_TheResultStillComesAndTheConnectionLives()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Sum = (_, _, _) => new ValueTask<long>(4) });

        Assert.Equal(4, await peer.Contract.SumAsync(WithThrowingCallback(default), default).Guarded());

        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
        Assert.True(peer.IsConnected);
    }

    private static async IAsyncEnumerable<int> Endless(TaskCompletionSource stopped, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            Assert.True(cancellationToken.IsCancellationRequested);
            stopped.TrySetResult();
        }
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("out of numbers");
    }

    private static async IAsyncEnumerable<int> WithThrowingCallback([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.Register(() => throw new InvalidOperationException("a fault of the app"));
        yield return 1;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
