using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>A side gives up what it sends, what it reads, or a call.</summary>
public abstract partial class SessionConformanceTests
{
    [Fact]
    public async Task WriterGivesUp_TheReaderGetsItsCode()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) => (await Assert.ThrowsAsync<PeerStreamException>(() => bytes.Input.ReadToEndAsync())).Code,
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Output.WriteAsync(new byte[100_000], TestContext.Current.CancellationToken).Guarded();

        await kept.Output.CompleteAsync(new PeerStreamException(99));

        Assert.Equal(99, await call.Guarded());
    }

    [Fact]
    public async Task ReaderGivesUp_TheWriterGetsItsCode()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) => (await Assert.ThrowsAsync<PeerStreamException>(async () =>
            {
                while (true)
                    await bytes.Output.WriteAsync(new byte[1000], CancellationToken.None);
            })).Code,
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Input.ReadExactlyAsync(5000).Guarded();

        await kept.Input.CompleteAsync(new PeerStreamException(98));

        Assert.Equal(98, await call.Guarded());
    }

    [Fact]
    public async Task CalledSideGivesUp_TheCallersReaderAndWriterGetTheirCodes()
    {
        Gate gate = new();
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Output.WriteAsync(new byte[100_000], CancellationToken.None);
                await bytes.Output.CompleteAsync(new PeerStreamException(97));
                await bytes.Input.CompleteAsync(new PeerStreamException(96));
                await gate.PassAsync(CancellationToken.None);
                return 5;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);

        PeerStreamException read = await Assert.ThrowsAsync<PeerStreamException>(() => kept.Input.ReadToEndAsync().Guarded());
        PeerStreamException written = await Assert.ThrowsAsync<PeerStreamException>(async () =>
        {
            while (true)
                await kept.Output.WriteAsync(new byte[1000], TestContext.Current.CancellationToken).Guarded();
        });
        gate.Open();

        Assert.Equal((97, 96), (read.Code, written.Code));
        Assert.Equal(5, await call.Guarded());
    }

    [Fact]
    public async Task CallerCancels_TheMethodIsCancelledAndTheConnectionGoesOn()
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Gate reached = new();
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Add = async (_, left, right, cancellation) =>
            {
                if (left > 0)
                    return left + right;
                try
                {
                    await reached.PassAsync(cancellation);
                }
                catch (OperationCanceledException)
                {
                    cancelled.TrySetResult();
                    throw;
                }

                return 0;
            },
        });
        using CancellationTokenSource cancellation = new();
        Task<int> call = peer.Contract.AddAsync(0, 0, cancellation.Token).AsTask();
        await reached.Reached.Guarded();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Guarded());
        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task ReaderOfItemsStops_TheMethodIsCancelledAndTheConnectionGoesOn()
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await ConnectAsync(new TestService { Count = (_, first, _, cancellation) => Endless(first, cancelled, cancellation) });

        await foreach (int item in peer.Contract.CountAsync(0, 0, TestContext.Current.CancellationToken))
        {
            if (item == 5_000)
                break;
        }

        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());
    }

    [Fact]
    public async Task CallerCancelsWhileItSendsItems_TheMethodIsCancelledAndTheConnectionGoesOn()
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Sum = async (_, numbers, cancellation) =>
            {
                try
                {
                    await foreach (int number in numbers.WithCancellation(cancellation))
                    {
                        if (number == 5_000)
                            begun.TrySetResult();
                    }
                }
                finally
                {
                    if (cancellation.IsCancellationRequested)
                        cancelled.TrySetResult();
                }

                return 0;
            },
        });
        using CancellationTokenSource cancellation = new();
        Task<long> call = peer.Contract.SumAsync(Endless(0, new TaskCompletionSource()), cancellation.Token).AsTask();
        await begun.Task.Guarded();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Guarded());
        await cancelled.Task.Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());
    }

    private static async IAsyncEnumerable<int> Endless(int first, TaskCompletionSource cancelled, [EnumeratorCancellation] CancellationToken cancellationToken = default)
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
}
