using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class DuplexTests
{
    [Fact]
    public async Task ManyItemsBothWays_AllComeInOrder()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService(), Narrow);
        int expected = 0;

        await foreach (int item in peer.Contract.TalkAsync(3, TestService.CountUp(0, 5000), default))
            Assert.Equal(3 * expected++, item);

        Assert.Equal(5000, expected);
    }

    [Fact]
    public async Task OneItemAnswersAnother_BothGoOnUntilTheCallerHasNoMore()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        Channel<int> questions = Channel.CreateUnbounded<int>();
        await using IAsyncEnumerator<int> answers = peer.Contract.TalkAsync(2, questions.Reader.ReadAllAsync(), default).GetAsyncEnumerator();

        for (int i = 0; i < 10; i++)
        {
            Assert.True(questions.Writer.TryWrite(i));
            Assert.Equal(2 * i, await answers.NextAsync());
        }

        questions.Writer.Complete();
        Assert.False(await answers.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task CalledSideEndsFirst_TheCallersItemsAreReadNoMore()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Talk = (_, factor, numbers, _) => FirstOnly(factor, numbers) });
        List<int> items = [];

        await foreach (int item in peer.Contract.TalkAsync(4, Endless(stopped), default))
            items.Add(item);

        Assert.Equal([4], items);
        await stopped.Task.Guarded();

        static async IAsyncEnumerable<int> FirstOnly(int factor, IAsyncEnumerable<int> numbers)
        {
            await foreach (int number in numbers)
            {
                yield return factor * number;
                yield break;
            }
        }
    }

    [Fact]
    public async Task CallerLeavesTheEnumeration_TheMethodIsCancelledAndTheItemsStop()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService { Talk = (_, factor, numbers, cancellation) => Watch(TestService.Multiply(factor, numbers), cancelled, cancellation) }, Narrow);

        await foreach (int item in peer.Contract.TalkAsync(1, Endless(stopped), default))
        {
            if (item == 20)
                break;
        }

        await stopped.Task.Guarded();
        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task CallerCancels_BothSidesEnd()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService { Talk = (_, factor, numbers, cancellation) => Watch(TestService.Multiply(factor, numbers), cancelled, cancellation) }, Narrow);
        using CancellationTokenSource giveUp = new();
        await using IAsyncEnumerator<int> items = peer.Contract.TalkAsync(1, Endless(stopped), giveUp.Token).GetAsyncEnumerator();
        await items.NextAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await items.MoveNextAsync().Guarded())
                continue;
        });
        await stopped.Task.Guarded();
        await cancelled.Task.Guarded();
    }

    [Fact]
    public async Task ConnectionEnds_BothSidesEnd()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> far = await world.StartAsync(
            new TestService { Talk = (_, factor, numbers, cancellation) => Watch(TestService.Multiply(factor, numbers), cancelled, cancellation) }, Narrow);
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await using IAsyncEnumerator<int> items = peer.Contract.TalkAsync(1, Endless(stopped), default).GetAsyncEnumerator();
        await items.NextAsync();

        await world.PassTimeUntilAsync(far.DisposeAsync().AsTask());

        await Assert.ThrowsAsync<PeerConnectionException>(async () =>
        {
            while (await items.MoveNextAsync().Guarded())
                continue;
        });
        await stopped.Task.Guarded();
        await cancelled.Task.Guarded();
    }

    [Fact]
    public async Task CallersItemsFail_TheReaderGetsThatAndTheMethodIsCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService { Talk = (_, factor, numbers, cancellation) => Watch(TestService.Multiply(factor, numbers), cancelled, cancellation) });

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (int _ in peer.Contract.TalkAsync(1, FailAt(3), default))
                continue;
        });

        Assert.Equal("no more of these", failure.Message);
        await cancelled.Task.Guarded();

        static async IAsyncEnumerable<int> FailAt(int place)
        {
            await foreach (int item in TestService.CountUp(0, place))
                yield return item;
            throw new InvalidOperationException("no more of these");
        }
    }

    [Fact]
    public async Task MethodFails_TheReaderGetsARemoteErrorAndTheItemsStop()
    {
        await using TestWorld world = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Talk = (_, _, numbers, _) => FailAfterOne(numbers) });

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(async () =>
        {
            await foreach (int _ in peer.Contract.TalkAsync(1, Endless(stopped), default))
                continue;
        });

        Assert.Equal(RemoteErrorCode.Failed, failure.Code);
        await stopped.Task.Guarded();

        static async IAsyncEnumerable<int> FailAfterOne(IAsyncEnumerable<int> numbers)
        {
            await foreach (int number in numbers)
            {
                yield return number;
                throw new InvalidOperationException("a fault of the method");
            }
        }
    }

    private static void Narrow(PeerSessionOptions options) => options.Limits = new ProtocolLimits { StreamWindowMessages = 4, StreamWindowBytes = 64 };

    /// <summary>Counts up until nobody wants to know any more.</summary>
    private static async IAsyncEnumerable<int> Endless(TaskCompletionSource stopped, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (int i = 1; ; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            stopped.TrySetResult();
        }
    }

    /// <summary>Passes items on, and tells when the call is cancelled.</summary>
    private static async IAsyncEnumerable<int> Watch(IAsyncEnumerable<int> items, TaskCompletionSource cancelled, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (int item in items)
                yield return item;
            await cancellationToken.WhenCancelledAsync();
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                cancelled.TrySetResult();
        }
    }
}
