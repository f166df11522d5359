using System.Runtime.CompilerServices;
using PeerProto.CompilerServices;
using PeerProto.Protocol;
using PeerProto.Protocol.Calls;
using PeerProto.Tests.Channels;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class ServerStreamTests
{
    [Fact]
    public async Task ManyItems_AllComeInOrder()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        Assert.Equal(Enumerable.Range(7, 5000), await peer.Contract.CountAsync(7, 5000, default).ToListAsync().AsTask().Guarded());
        Assert.Empty(await peer.Contract.CountAsync(7, 0, default).ToListAsync().AsTask().Guarded());
    }

    [Fact]
    public async Task ReaderStopsEarly_TheOtherSideIsCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Count = (_, first, _, cancellation) => Endless(first, cancelled, cancellation) });

        await foreach (int item in peer.Contract.CountAsync(0, 0, default))
        {
            if (item == 10)
                break;
        }

        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task ReaderCancels_BothSidesAreCancelled()
    {
        await using TestWorld world = new();
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Count = (_, first, _, cancellation) => Endless(first, cancelled, cancellation) });
        using CancellationTokenSource giveUp = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in peer.Contract.CountAsync(0, 0, giveUp.Token))
            {
                if (item == 10)
                    await giveUp.CancelAsync();
            }
        });

        await cancelled.Task.Guarded();
    }

    [Fact]
    public async Task MethodThrowsMidStream_ItemsBeforeItComeAndThenTheError()
    {
        await using TestWorld world = new();
        TestLog log = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Count = (_, _, _, _) => Failing() }, options => options.LoggerFactory = log);
        List<int> items = [];

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(async () =>
        {
            await foreach (int item in peer.Contract.CountAsync(0, 0, default))
                items.Add(item);
        });

        Assert.Equal([1, 2], items);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(failure.ErrorId.ToString("x16", null), (await log.WhenAsync(1104)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItemsAndTheErrorArriveInOnePiece_BothAreSeen()
    {
        await using TestWorld world = new();
        await using RawPeer raw = await ChannelSendingTests.JoinRawAsync(world, out Task<Peer<ITestContract>> joined);
        Peer<ITestContract> peer = await joined;
        await using IAsyncEnumerator<int> items = peer.Contract.CountAsync(0, 0, default).GetAsyncEnumerator();
        Task<int> first = items.NextAsync();
        CallState call = (await raw.NextAsync())!.Value.Call!;

        Assert.True(raw.Machine.TryWriteMessage<int, Int32Codec>(call.Outbound!, 42));
        raw.Machine.WriteFailure(call, new CallFailure(RemoteErrorCode.Failed, 7, "no more"));
        await raw.WriteAsync();

        Assert.Equal(42, await first);
        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => items.MoveNextAsync().Guarded());
        Assert.Equal(7UL, failure.ErrorId);
    }

    [Fact]
    public async Task ReaderIsSlow_TheProducerIsHeldBack()
    {
        const int window = 8;
        await using TestWorld world = new();
        int produced = 0;
        PeerSession<ITestContract> far = await world.StartAsync(new TestService { Count = (_, _, count, _) => Produce(count) });
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Limits = new ProtocolLimits { StreamWindowMessages = window });
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        int read = 0;
        await foreach (int item in peer.Contract.CountAsync(0, 500, default))
        {
            Assert.Equal(++read, item);
            // One is being sent; a window is on its way or waits, another one may have been taken over to be read.
            Assert.InRange(Volatile.Read(ref produced), read, read + (2 * window) + 1);
            await Task.Yield();
        }

        Assert.Equal(500, read);

        async IAsyncEnumerable<int> Produce(int count)
        {
            for (int i = 0; i < count; i++)
                yield return Interlocked.Increment(ref produced);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task ConnectionBreaks_ItemsThatCameAreReadAndThenItFails()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(new TestService { Count = (_, _, _, cancellation) => ThreeThenWait(cancellation) });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await using IAsyncEnumerator<int> items = peer.Contract.CountAsync(0, 0, default).GetAsyncEnumerator();
        for (int i = 0; i < 3; i++)
            Assert.Equal(i, await items.NextAsync());

        await far.DisposeAsync().Guarded();

        await Assert.ThrowsAsync<PeerConnectionException>(() => items.MoveNextAsync().Guarded());
    }

    private static async IAsyncEnumerable<int> Endless(int first, TaskCompletionSource cancelled, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Yield();
                yield return first++;
            }
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                cancelled.TrySetResult();
        }
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
        throw new InvalidOperationException("a secret of the app");
    }

    private static async IAsyncEnumerable<int> ThreeThenWait([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < 3; i++)
            yield return i;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
