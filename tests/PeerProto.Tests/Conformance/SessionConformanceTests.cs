using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>
/// What a session promises whatever carries its bytes: each transport, with and without TLS where it applies, has one small subclass. The links are real; time is real but where a test lets the
/// near side's pass.
/// </summary>
public abstract partial class SessionConformanceTests : IAsyncDisposable
{
    /// <summary>What is not about time has plenty of it.</summary>
    private static readonly ProtocolTimings Patient = new()
    {
        Hello = Guard.Patience,
        KeepAliveIdle = Guard.Patience,
        ConnectionDropTime = Guard.Patience,
        Close = Guard.Patience / 4,
    };

    private readonly List<PeerSession<ITestContract>> _sessions = [];
    private readonly SuspendableScheduler _farScheduler = new();
    private BreakableTransports? _near;
    private FakeTimeProvider? _time;

    /// <summary>How connections are secured.</summary>
    protected virtual PeerSecurity Security => PeerSecurity.None;

    private PeerSession<ITestContract> Far => _sessions[0];

    private PeerSession<ITestContract> Near => _sessions[1];

    /// <summary>Makes the transport of one session. Those of a test reach each other. Skips the test where the transport cannot run.</summary>
    protected abstract ITransportProvider CreateTransport();

    /// <summary>Removes what the transport left behind, after the sessions.</summary>
    protected virtual void Clean()
    {
    }

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
    public async Task CalledSideFinishesItsBytesFirst_TheCallerGoesOn()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService
        {
            Carry = async (_, _, bytes, _) =>
            {
                await bytes.Output.WriteAllAsync([7, 8]);
                return (await bytes.Input.ReadToEndAsync()).Length;
            },
        });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);

        Assert.Equal([7, 8], await kept.Input.ReadToEndAsync().Guarded());
        await kept.Output.WriteAllAsync(new byte[1_000_000]).Guarded();

        Assert.Equal(1_000_000, await call.Guarded());
    }

    [Fact]
    public async Task CallerFinishesItsItems_TheCalledSideGoesOn()
    {
        const int Count = 2_000;
        Peer<ITestContract> peer = await ConnectAsync(new TestService { Talk = (_, factor, numbers, _) => AnswerAtTheEnd(factor, numbers) });

        Assert.Equal(
            Enumerable.Range(0, Count).Select(static number => 3 * number),
            await peer.Contract.TalkAsync(3, TestService.CountUp(0, Count), TestContext.Current.CancellationToken).ToListAsync().AsTask().Guarded());
        Assert.Equal(Count * (Count - 1) / 2, await peer.Contract.SumAsync(TestService.CountUp(0, Count), TestContext.Current.CancellationToken).Guarded());
        Assert.Equal(Enumerable.Range(5, Count), await peer.Contract.CountAsync(5, Count, TestContext.Current.CancellationToken).ToListAsync().AsTask().Guarded());

        static async IAsyncEnumerable<int> AnswerAtTheEnd(int factor, IAsyncEnumerable<int> numbers)
        {
            foreach (int number in await numbers.ToListAsync())
                yield return factor * number;
        }
    }

    [Fact]
    public async Task LargeMessagesBothWaysBesideSmallOnes_AllComeWhole()
    {
        const int Mebibyte = 1024 * 1024;
        const int Notes = 4;
        Collector<int> far = new();
        Collector<int> near = new();
        Peer<ITestContract> peer = await ConnectAsync(Collecting(far), Widen, Widen, Collecting(near));
        await TestWorld.YieldUntilAsync(() => Far.Peers.Count == 1);
        Peer<ITestContract> back = Far.Peers[0];

        Task[] working =
        [
            EchoAsync(peer, Mebibyte), EchoAsync(back, 2 * Mebibyte), EchoAsync(peer, 7 * Mebibyte), EchoAsync(back, 7 * Mebibyte),
            SendAsync(peer), SendAsync(back), AskAsync(peer), AskAsync(back),
        ];
        await Task.WhenAll(working).Guarded();

        int[] lengths = [.. Enumerable.Range(0, Notes).SelectMany(static i => new[] { Mebibyte - i, i })];
        Assert.Equal(lengths, await far.TakeAsync(2 * Notes));
        Assert.Equal(lengths, await near.TakeAsync(2 * Notes));

        static void Widen(PeerSessionOptions options) => options.Limits = options.Limits with { MaximumMessageBytes = 8 * Mebibyte };

        static HandlingService Collecting(Collector<int> lengths) => new()
        {
            HandleNote = (_, note) =>
            {
                lengths.Add(note.Text.Length);
                return default;
            },
        };

        static async Task EchoAsync(Peer<ITestContract> to, int length)
        {
            byte[] bytes = Bytes.Random(length, length);
            byte[] echoed = await to.Contract.EchoAsync(bytes, TestContext.Current.CancellationToken);
            Assert.True(bytes.AsSpan().SequenceEqual(echoed));
        }

        static async Task SendAsync(Peer<ITestContract> to)
        {
            for (int i = 0; i < Notes; i++)
            {
                await to.Contract.Notes.SendAsync(new Note(new string('x', Mebibyte - i), i), TestContext.Current.CancellationToken);
                await to.Contract.Notes.SendAsync(new Note(new string('y', i), i), TestContext.Current.CancellationToken);
            }
        }

        static async Task AskAsync(Peer<ITestContract> to)
        {
            for (int i = 0; i < 200; i++)
                Assert.Equal(i + 1, await to.Contract.AddAsync(i, 1, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task ManyShortStreamsAtOnce_AllComeOutRight()
    {
        const int AtOnce = 1_000;
        int count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 10_000 : AtOnce;
        Peer<ITestContract> peer = await ConnectAsync(new TestService(), options => options.Limits = options.Limits with { MaximumConcurrentCalls = AtOnce });
        using SemaphoreSlim places = new(AtOnce);
        List<Task> carrying = [];
        for (int i = 0; i < count; i++)
        {
            await places.WaitAsync(TestContext.Current.CancellationToken).Guarded();
            carrying.Add(CarryAsync(i));
        }

        await Task.WhenAll(carrying).Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());

        async Task CarryAsync(int number)
        {
            byte[] bytes = Bytes.Random(number % 200, number);
            (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
            ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
            await kept.Output.WriteAllAsync(bytes);
            Assert.Equal(bytes, await kept.Input.ReadToEndAsync());
            Assert.Equal(bytes.Length, await call);
            places.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _farScheduler.Resume();
        foreach (PeerSession<ITestContract> session in _sessions)
        {
            Task disposing = session.DisposeAsync().AsTask();
            if (_time is not null)
                await TestWorld.PassTimeUntilAsync(_time, disposing);
            await disposing.Guarded();
        }

        Clean();
    }

    /// <summary>Starts two sessions and connects them.</summary>
    /// <returns>The near session's view of the far one.</returns>
    private async Task<Peer<ITestContract>> ConnectAsync(
        TestService far, Action<PeerSessionOptions>? configureFar = null, Action<PeerSessionOptions>? configureNear = null, TestService? near = null)
    {
        _near = new BreakableTransports(CreateTransport());
        await StartAsync(far, CreateTransport(), configureFar);
        await StartAsync(near ?? new TestService(), _near, configureNear);
        return await Near.ConnectAsync(Far.LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded();
    }

    private async Task StartAsync(TestService service, ITransportProvider transport, Action<PeerSessionOptions>? configure) =>
        _sessions.Add(await PeerSession.StartAsync<ITestContract>(service, options =>
        {
            options.Transports = [transport];
            options.ListenAddress = IPAddress.Loopback;
            options.UseDiscovery = false;
            options.Security = Security;
            options.DrainTimeout = TimeSpan.FromSeconds(1);
            options.Timings = Patient;
            options.HandshakeDeadline = options.UpgradeDeadline = Guard.Patience;
            configure?.Invoke(options);
        }).Guarded());
}
