using System.IO.Pipelines;
using System.Net;
using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class ByteStreamTests
{
    private const int SmallWindow = 4096;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task BytesOfRandomSizesBothWays_ComeOutAsTheyWentIn(bool isTcpAndTls, int seed)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(configure: Configure);
        PeerSession<ITestContract> near = await world.StartAsync(configure: Configure);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        byte[] bytes = Bytes.Random(5_000_000, seed);
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();

        ValueTask<long> call = peer.Contract.CarryAsync("echo", lent, TestContext.Current.CancellationToken);
        Task writing = kept.Output.WriteAllAsync(bytes, seed);
        byte[] echoed = await kept.Input.ReadToEndAsync().Guarded();

        Assert.Equal(bytes.Length, await call.Guarded());
        await writing.Guarded();
        Assert.Equal(bytes, echoed);

        void Configure(PeerSessionOptions options)
        {
            if (!isTcpAndTls)
                return;
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
            options.Security = PeerSecurity.Unverified;
        }
    }

    [Fact]
    public async Task CallerFinishes_TheMethodReadsTheEndAndGoesOnWriting()
    {
        await using TestWorld world = new();
        Gate end = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                byte[] got = await bytes.Input.ReadToEndAsync();
                await end.PassAsync(CancellationToken.None);
                for (int i = 0; i < 10; i++)
                    await bytes.Output.WriteAsync(got, CancellationToken.None);
                return got.Length;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        await kept.Output.WriteAllAsync([1, 2, 3]).Guarded();
        await end.Reached.Guarded();
        end.Open();

        Assert.Equal(30, (await kept.Input.ReadToEndAsync().Guarded()).Length);
        Assert.Equal(3, await call.Guarded());
    }

    [Fact]
    public async Task MethodFinishes_TheCallerReadsTheEndAndGoesOnWriting()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Output.WriteAllAsync([7, 8]);
                return (await bytes.Input.ReadToEndAsync()).Length;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        Assert.Equal([7, 8], await kept.Input.ReadToEndAsync().Guarded());
        await kept.Output.WriteAllAsync(new byte[100_000]).Guarded();

        Assert.Equal(100_000, await call.Guarded());
    }

    [Fact]
    public async Task MethodReturns_WhatItWroteIsSentAndTheCallersBytesStop()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Carry = (_, _, bytes, _) =>
                {
                    bytes.Output.GetSpan(20_000)[..20_000].Fill(5);
                    bytes.Output.Advance(20_000); // and neither flushes nor completes
                    return new ValueTask<long>(1);
                },
            },
            options => options.Limits = options.Limits with { StreamWindowBytes = SmallWindow });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        byte[] got = await kept.Input.ReadToEndAsync().Guarded();

        Assert.Equal(1, await call.Guarded());
        Assert.Equal(20_000, got.Length);
        Assert.All(got, each => Assert.Equal(5, each));
        await WriteForEverAsync(kept.Output).Guarded(); // which ends, as nobody takes any
    }

    [Theory]
    [InlineData(42)]
    [InlineData(PeerStreamException.MaximumCode)]
    public async Task CallersWriterGivesUpWithACode_TheMethodsReaderGetsIt(long code)
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Carry = async (_, _, bytes, _) => (await CodeOfAsync(bytes.Input.ReadToEndAsync())).Code });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        await kept.Output.WriteAsync(new byte[100], TestContext.Current.CancellationToken);
        await kept.Output.CompleteAsync(new PeerStreamException(code, "enough"));

        Assert.Equal(code, await call.Guarded());
    }

    [Fact]
    public async Task MethodsWriterFails_TheCallersReaderGetsThatItDid()
    {
        await using TestWorld world = new();
        Gate done = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, what, bytes, _) =>
            {
                await bytes.Output.CompleteAsync(what == "cancelled" ? new OperationCanceledException() : new InvalidDataException("nobody else's business"));
                await done.PassAsync(CancellationToken.None);
                return (await bytes.Input.ReadToEndAsync()).Length;
            },
        });
        foreach ((string what, long code) in new[] { ("cancelled", PeerStreamException.Cancelled), ("failed", PeerStreamException.Failed) })
        {
            (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
            ValueTask<long> call = peer.Contract.CarryAsync(what, lent, default);

            Assert.Equal(code, (await CodeOfAsync(kept.Input.ReadToEndAsync())).Code);
            done.Open();
            await kept.Output.WriteAllAsync(new byte[10]).Guarded(); // the other direction goes on

            Assert.Equal(10, await call.Guarded());
        }
    }

    [Fact]
    public async Task MethodReadsNoMore_TheCallersWriterIsDoneAndTheCallGoesOn()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Input.ReadExactlyAsync(3);
                await bytes.Input.CompleteAsync();
                await bytes.Output.WriteAllAsync([9]);
                return 3;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        FlushResult flushed;
        do
            flushed = await kept.Output.WriteAsync(new byte[1000], TestContext.Current.CancellationToken).Guarded();
        while (!flushed.IsCompleted);

        Assert.Equal([9], await kept.Input.ReadToEndAsync().Guarded());
        Assert.Equal(3, await call.Guarded());
    }

    [Fact]
    public async Task CallerReadsNoMoreWithACode_TheMethodsWriterGetsIt()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) => (await CodeOfAsync(WriteForEverAsync(bytes.Output))).Code,
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);

        await kept.Input.ReadExactlyAsync(10).Guarded();
        await kept.Input.CompleteAsync(new PeerStreamException(77));

        Assert.Equal(77, await call.Guarded());
    }

    [Fact]
    public async Task CallerCancels_BothEndsOfBothPipesEnd()
    {
        await using TestWorld world = new();
        TaskCompletionSource<Exception> read = new();
        TaskCompletionSource<Exception> written = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                Task writing = WriteForEverAsync(bytes.Output);
                read.SetResult(await Record.ExceptionAsync(() => bytes.Input.ReadToEndAsync()) ?? throw new InvalidOperationException());
                written.SetResult(await Record.ExceptionAsync(() => writing) ?? throw new InvalidOperationException());
                return 0;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        using CancellationTokenSource cancellation = new();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, cancellation.Token);
        await kept.Input.ReadExactlyAsync(1000).Guarded();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Guarded());
        Assert.IsType<OperationCanceledException>(await read.Task.Guarded());
        Assert.IsType<OperationCanceledException>(await written.Task.Guarded());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.Input.ReadToEndAsync().Guarded());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteForEverAsync(kept.Output).Guarded());
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task CancelledBeforeItBegins_ThePipeEndsToo()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Contract.CarryAsync("", lent, new CancellationToken(true)).Guarded());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.Input.ReadToEndAsync().Guarded());
    }

    [Fact]
    public async Task MethodFails_TheCallAndItsPipeFailWithIt()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Input.ReadExactlyAsync(1);
                throw new InvalidDataException();
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);
        await kept.Output.WriteAsync(new byte[1], TestContext.Current.CancellationToken);

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => call.Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failure.Code);
        Assert.Same(failure, await Record.ExceptionAsync(() => kept.Input.ReadToEndAsync().Guarded()));
    }

    [Theory]
    [InlineData(SmallWindow)]
    [InlineData(ProtocolLimits.DefaultStreamWindowBytes)]
    public async Task MethodDoesNotRead_TheWriterWaitsWithinTheWindow(int window)
    {
        await using TestWorld world = new();
        Gate reading = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Carry = async (_, _, bytes, _) =>
                {
                    await reading.PassAsync(CancellationToken.None);
                    return (await bytes.Input.ReadToEndAsync()).Length;
                },
            },
            options => options.Limits = options.Limits with { StreamWindowBytes = window });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair(new PipeOptions(pauseWriterThreshold: 1024, resumeWriterThreshold: 512));
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);
        long written = 0;
        for (; written < window; written += 1000)
            await kept.Output.WriteAsync(new byte[1000], TestContext.Current.CancellationToken).Guarded();
        Task<FlushResult> flush;
        do
        {
            flush = kept.Output.WriteAsync(new byte[1000], TestContext.Current.CancellationToken).AsTask();
            written += 1000;
        }
        while (flush.IsCompleted || await Task.WhenAny(flush, WaitsAsync(peer)) == flush);

        Assert.InRange(written, window, window + (2 * ProtocolLimits.MaximumPieceBytes));
        reading.Open();
        await flush.Guarded();
        await kept.Output.CompleteAsync();
        Assert.Equal(written, await call.Guarded());
    }

    [Fact]
    public async Task ManyShortStreamsOneAfterAnother_AllComeOutRight()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        for (int i = 0; i < 10_000; i++)
            await EchoAsync(peer, i % 300);

        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Fact]
    public async Task ManyStreamsAtOnce_AllComeOutRight()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => EchoAsync(peer, 1000 * i)))).Guarded();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ConnectionEnds_BothSidesGetTheReason(bool isNearTheOneThatEnds)
    {
        await using TestWorld world = new();
        TaskCompletionSource<Exception> read = new();
        PeerSession<ITestContract> far = await world.StartAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Output.WriteAsync(new byte[1], CancellationToken.None);
                read.SetResult(await Record.ExceptionAsync(() => bytes.Input.ReadToEndAsync()) ?? throw new InvalidOperationException());
                return 0;
            },
        });
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, default);
        await kept.Input.ReadExactlyAsync(1).Guarded();

        Task ending = (isNearTheOneThatEnds ? near : far).DisposeAsync().AsTask();

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Same(failure, await Record.ExceptionAsync(() => kept.Input.ReadToEndAsync().Guarded()));
        Assert.IsType<PeerConnectionException>(await read.Task.Guarded());
        await world.PassTimeUntilAsync(ending);
    }

    [Fact]
    public async Task StreamsThatRunAlone_KeepTheBytesOfTheNextUntilItsTurn()
    {
        await using TestWorld world = new();
        Gate first = new();
        int running = 0;
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, cancellation) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await first.PassAsync(cancellation);
                long length = await TestService.EchoAsync(bytes, cancellation);
                Interlocked.Decrement(ref running);
                return length;
            },
        });
        Task<byte[]>[] echoes = [.. Enumerable.Range(1, 5).Select(async i =>
        {
            (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
            Task call = peer.Contract.CarryAloneAsync(lent);
            await kept.Output.WriteAllAsync(Bytes.Random(1000 * i, i));
            byte[] echo = await kept.Input.ReadToEndAsync();
            await call;
            return echo;
        })];

        await first.Reached.Guarded();
        first.Open();

        for (int i = 1; i <= 5; i++)
            Assert.Equal(Bytes.Random(1000 * i, i), await echoes[i - 1].Guarded());
    }

    private static async Task EchoAsync(Peer<ITestContract> peer, int length)
    {
        byte[] bytes = Bytes.Random(length, length);
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("echo", lent, TestContext.Current.CancellationToken);
        Task writing = kept.Output.WriteAllAsync(bytes);
        byte[] echo = await kept.Input.ReadToEndAsync().Guarded();
        Assert.Equal(length, await call.Guarded());
        Assert.Equal(bytes, echo);
        await writing.Guarded();
    }

    private static async Task WriteForEverAsync(PipeWriter writer)
    {
        while (!(await writer.WriteAsync(new byte[1000])).IsCompleted)
        {
        }
    }

    private static async Task<PeerStreamException> CodeOfAsync(Task task) => await Assert.ThrowsAsync<PeerStreamException>(() => task.Guarded());

    /// <summary>Completes when calls that came behind the stream's bytes are answered, so that these have had their chance.</summary>
    private static async Task WaitsAsync(Peer<ITestContract> peer)
    {
        for (int i = 0; i < 100; i++)
            await peer.Contract.AddAsync(1, 2, default);
    }
}
