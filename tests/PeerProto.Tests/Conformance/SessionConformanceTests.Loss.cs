using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Connections;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>Nothing is said, nothing comes any more, or the link breaks.</summary>
public abstract partial class SessionConformanceTests
{
    /// <summary>Those of the near side; its clock moves only when a test lets it.</summary>
    private static readonly ProtocolTimings Timings = ProtocolTimings.Default;

    [Fact]
    public async Task NobodySaysAnything_SignsOfLifeKeepTheConnection()
    {
        Peer<ITestContract> peer = await ConnectOnVirtualTimeAsync(new TestService());
        PeerConnection connection = ((SessionPeer<ITestContract>)peer).Connection;
        TimeSpan passed = TimeSpan.Zero;

        // The answer to each ping is held back for a while that tells it from the others.
        for (int round = 1; passed < 2 * Timings.KeepAliveTimeout; round++)
        {
            TimeSpan trip = TimeSpan.FromMilliseconds(round);
            await _farScheduler.SuspendAsync().Guarded();
            _time!.Advance(Timings.KeepAliveIdle);
            _time.Advance(trip);
            _farScheduler.Resume();
            await TestWorld.YieldUntilAsync(() => connection.RoundTripTime == trip);
            passed += Timings.KeepAliveIdle + trip;
        }

        Assert.True(peer.IsConnected);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());
    }

    [Fact]
    public async Task PeerFallsSilent_ItIsNoticedAtTheKeepAliveTimeoutAndEverythingUnderWayFails()
    {
        Peer<ITestContract> peer = await ConnectOnVirtualTimeAsync(new TestService());
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> stream = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Output.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        await kept.Input.ReadExactlyAsync(1).Guarded();

        await _farScheduler.SuspendAsync().Guarded(); // as a process that the system has stopped: its links stay
        Task<int> call = peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).AsTask();
        _time!.Advance(Timings.KeepAliveTimeout - TimeSpan.FromMilliseconds(1));
        Assert.True(peer.IsConnected);
        _time.Advance(Timings.KeepAliveTimeout); // what had come by then may have been taken later

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Equal((ConnectionStage.Established, PeerErrorCode.TimedOut, PeerDiagnosisCode.PeerSilent), (failure.Stage, failure.Code, failure.Diagnosis.Code));
        await Assert.ThrowsAsync<PeerConnectionException>(() => stream.Guarded());
        await Assert.ThrowsAsync<PeerConnectionException>(() => kept.Input.ReadToEndAsync().Guarded());
        Assert.Equal(PeerDiagnosisCode.PeerSilent, peer.State.Diagnosis?.Code);
    }

    [Fact]
    public async Task LinkBreaks_EverythingUnderWayFailsOnBothSidesAndANewConnectionComes()
    {
        TaskCompletionSource<Exception> far = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Gate held = new();
        Peer<ITestContract> peer = await ConnectAsync(
            new HandlingService
            {
                Carry = async (_, _, bytes, _) =>
                {
                    await bytes.Output.WriteAsync(new byte[1], CancellationToken.None);
                    far.SetResult(await Record.ExceptionAsync(() => bytes.Input.ReadToEndAsync()) ?? new InvalidOperationException("It ended."));
                    return 0;
                },
                HandlePoint = async (_, _) => await held.PassAsync(),
            },
            options => options.Limits = options.Limits with { ChannelWindowMessages = 4 });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Input.ReadExactlyAsync(1).Guarded();
        Task sending = SendForEverAsync(peer);
        await held.Reached.Guarded();

        _near!.Break();

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Equal(PeerErrorCode.ConnectionLost, failure.Code);
        Assert.Equal(PeerErrorCode.ConnectionLost, (await Assert.ThrowsAsync<PeerConnectionException>(() => sending.Guarded())).Code);
        Assert.Equal(PeerErrorCode.ConnectionLost, (await Assert.ThrowsAsync<PeerConnectionException>(() => SendForEverAsync(peer).Guarded())).Code);
        Assert.NotEmpty(failure.Remedy);
        Assert.IsType<PeerConnectionException>(await far.Task.Guarded());
        held.Open();
        await TestWorld.YieldUntilAsync(() => Far.Peers.Count == 0 && Near.Peers.Count == 0);
        Peer<ITestContract> again = await Near.ConnectAsync(Far.LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded();
        Assert.Equal(3, await again.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());

        static async Task SendForEverAsync(Peer<ITestContract> to)
        {
            for (int i = 0; ; i++)
                await to.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Connects a near side whose clock stands still to a far side that can be suspended and pings by itself hardly ever.</summary>
    private Task<Peer<ITestContract>> ConnectOnVirtualTimeAsync(TestService far)
    {
        _time = new FakeTimeProvider();
        return ConnectAsync(
            far,
            options =>
            {
                options.Scheduler = _farScheduler;
                options.Timings = options.Timings with { KeepAliveIdle = TimeSpan.FromHours(1) };
            },
            options =>
            {
                options.TimeProvider = _time;
                options.Timings = Timings;
            });
    }
}
