using System.IO.Pipelines;
using System.Net;
using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>
/// What a session promises whatever carries its bytes: each transport, with and without TLS where it applies, has one small subclass. Time is real, since the links are.
/// </summary>
public abstract class SessionConformanceTests : IAsyncDisposable
{
    private readonly List<PeerSession<ITestContract>> _sessions = [];
    private BreakableTransports? _near;

    /// <summary>How connections are secured.</summary>
    protected virtual PeerSecurity Security => PeerSecurity.None;

    /// <summary>Makes the transport of one session. Those of a test reach each other. Skips the test where the transport cannot run.</summary>
    protected abstract ITransportProvider CreateTransport();

    [Fact]
    public async Task MessagesOfBothSides_ArriveInOrder()
    {
        Collector<int> far = new();
        Collector<int> near = new();
        HandlingService nearService = new() { HandlePoint = (_, point) => Add(near, point) };
        Peer<ITestContract> peer = await ConnectAsync(new HandlingService { HandlePoint = (_, point) => Add(far, point) }, near: nearService);
        await TestWorld.YieldUntilAsync(() => _sessions[0].Peers.Count == 1);
        Task answering = SendAsync(_sessions[0].Peers[0]);

        await SendAsync(peer);

        for (int i = 0; i < 5000; i++)
        {
            Assert.Equal(i, await far.NextAsync());
            Assert.Equal(i, await near.NextAsync());
        }

        await answering.Guarded();

        static ValueTask Add(Collector<int> collector, Point point)
        {
            collector.Add(point.X);
            return default;
        }

        static async Task SendAsync(Peer<ITestContract> to)
        {
            for (int i = 0; i < 5000; i++)
                await to.Contract.Points.SendAsync(new Point(i, 0));
        }
    }

    [Fact]
    public async Task OneSideFinishesItsBytes_TheOtherGoesOn()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                byte[] got = await bytes.Input.ReadToEndAsync();
                await bytes.Output.WriteAllAsync(got);
                return got.Length;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        byte[] bytes = Bytes.Random(1_000_000);

        await kept.Output.WriteAllAsync(bytes).Guarded();

        Assert.Equal(bytes, await kept.Input.ReadToEndAsync().Guarded());
        Assert.Equal(bytes.Length, await call.Guarded());
    }

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
    public async Task HandlerIsSlow_TheSenderWaitsAndNothingIsLost()
    {
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await ConnectAsync(
            new HandlingService
            {
                HandleNote = async (_, note) =>
                {
                    await gate.PassAsync();
                    handled.Add(note.Number);
                },
            },
            options => options.Limits = options.Limits with { ChannelWindowBytes = 10_000 });
        string text = new('x', 1000);
        int sent = 0;
        Task sending = SendAsync();
        await gate.Reached.Guarded();
        await TestWorld.YieldUntilAsync(() => Volatile.Read(ref sent) >= 9);
        for (int i = 0; i < 100; i++)
            Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded()); // the held channel holds nothing else

        Assert.InRange(Volatile.Read(ref sent), 9, 12);
        gate.Open();

        for (int i = 0; i < 200; i++)
            Assert.Equal(i, await handled.NextAsync());
        await sending.Guarded();

        async Task SendAsync()
        {
            for (int i = 0; i < 200; i++)
            {
                await peer.Contract.Notes.SendAsync(new Note(text, i));
                Interlocked.Increment(ref sent);
            }
        }
    }

    [Fact]
    public async Task MessageIsLargerThanThePeerTakes_ItsSenderIsToldAndTheConnectionGoesOn()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService());

        await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.EchoAsync(new byte[ProtocolLimits.DefaultMaximumMessageBytes], default).Guarded());

        byte[] large = Bytes.Random(3_000_000);
        Assert.Equal(large, await peer.Contract.EchoAsync(large, default).Guarded());
    }

    [Fact]
    public async Task ManyShortStreams_AllComeOutRight()
    {
        int count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 10_000 : 500;
        Peer<ITestContract> peer = await ConnectAsync(new TestService());
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Bytes.Random(i % 200, i);
            (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
            ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
            await kept.Output.WriteAllAsync(bytes).Guarded();
            Assert.Equal(bytes, await kept.Input.ReadToEndAsync().Guarded());
            Assert.Equal(bytes.Length, await call.Guarded());
        }
    }

    [Fact]
    public async Task NobodySaysAnythingForLongerThanTheKeepAliveTimeout_TheConnectionStays()
    {
        TimeSpan timeout = TimeSpan.FromSeconds(1);
        Peer<ITestContract> peer = await ConnectAsync(new TestService(), Configure, Configure);
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Timer silence = new(_ => over.TrySetResult(), null, 2 * timeout, Timeout.InfiniteTimeSpan);

        await over.Task.Guarded();

        Assert.True(peer.IsConnected);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());

        void Configure(PeerSessionOptions options) =>
            options.Timings = options.Timings with { KeepAliveIdle = timeout / 10, KeepAliveInterval = timeout / 10, KeepAliveCount = 9 };
    }

    [Fact]
    public async Task LinkBreaks_CallsAndStreamsFailOnBothSidesAndANewConnectionComes()
    {
        TaskCompletionSource<Exception> far = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Output.WriteAsync(new byte[1], CancellationToken.None);
                far.SetResult(await Record.ExceptionAsync(() => bytes.Input.ReadToEndAsync()) ?? new InvalidOperationException("It ended."));
                return 0;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Input.ReadExactlyAsync(1).Guarded();

        _near!.Break();

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Equal(PeerErrorCode.ConnectionLost, failure.Code);
        Assert.IsType<PeerConnectionException>(await far.Task.Guarded());
        await TestWorld.YieldUntilAsync(() => _sessions[0].Peers.Count == 0 && _sessions[1].Peers.Count == 0);
        Peer<ITestContract> again = await _sessions[1].ConnectAsync(_sessions[0].LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded();
        Assert.Equal(3, await again.Contract.AddAsync(1, 2, default).Guarded());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (PeerSession<ITestContract> session in _sessions)
            await session.DisposeAsync().Guarded();
    }

    /// <summary>Starts two sessions and connects them.</summary>
    /// <returns>The near session's view of the far one.</returns>
    private async Task<Peer<ITestContract>> ConnectAsync(
        TestService far, Action<PeerSessionOptions>? configureFar = null, Action<PeerSessionOptions>? configureNear = null, TestService? near = null)
    {
        _near = new BreakableTransports(CreateTransport());
        await StartAsync(far, CreateTransport(), configureFar);
        await StartAsync(near ?? new TestService(), _near, configureNear);
        return await _sessions[1].ConnectAsync(_sessions[0].LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded();
    }

    private async Task StartAsync(TestService service, ITransportProvider transport, Action<PeerSessionOptions>? configure) =>
        _sessions.Add(await PeerSession.StartAsync<ITestContract>(service, options =>
        {
            options.Transports = [transport];
            options.ListenAddress = IPAddress.Loopback;
            options.UseDiscovery = false;
            options.Security = Security;
            options.DrainTimeout = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        }).Guarded());
}
