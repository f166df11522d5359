using Microsoft.Extensions.Time.Testing;
using PeerProto.Networking;
using PeerProto.Sessions;

namespace PeerProto.Tests.Support;

/// <summary>Sessions of one test: over one memory network, on virtual time, without security and discovery unless told otherwise.</summary>
internal sealed class TestWorld : IAsyncDisposable
{
    private readonly List<PeerSession<ITestContract>> _sessions = [];

    public MemoryNetwork Network { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public async Task<PeerSession<ITestContract>> StartAsync(TestService? service = null, Action<PeerSessionOptions>? configure = null)
    {
        PeerSession<ITestContract> session = await PeerSession.StartAsync<ITestContract>(service ?? new TestService(), options =>
        {
            Configure(options);
            configure?.Invoke(options);
        }).Guarded();
        lock (_sessions)
            _sessions.Add(session);
        return session;
    }

    public void Configure(PeerSessionOptions options)
    {
        options.Transports = [new MemoryTransportProvider(Network)];
        options.NetworkMonitor = new FixedNetwork(new NetworkSnapshot([FixedNetwork.Loopback]));
        options.UseDiscovery = false;
        options.Security = PeerSecurity.None;
        options.TimeProvider = Time;
    }

    /// <summary>Starts two sessions and connects them.</summary>
    /// <returns>The near session's view of the far one.</returns>
    public async Task<Peer<ITestContract>> ConnectAsync(TestService near, TestService far, Action<PeerSessionOptions>? configureFar = null)
    {
        PeerSession<ITestContract> farSession = await StartAsync(far, configureFar);
        PeerSession<ITestContract> nearSession = await StartAsync(near);
        return await nearSession.ConnectAsync(farSession.LocalEndpoints[0]).Guarded();
    }

    public Task<Peer<ITestContract>> ConnectAsync(TestService far, Action<PeerSessionOptions>? configureFar = null) =>
        ConnectAsync(new TestService(), far, configureFar);

    /// <summary>Lets virtual time pass until something has happened.</summary>
    public Task<TimeSpan> PassTimeUntilAsync(Task happened) => PassTimeUntilAsync(Time, happened);

    /// <summary>Lets virtual time pass until something has happened.</summary>
    public static Task<TimeSpan> PassTimeUntilAsync(FakeTimeProvider time, Task happened) => PassTimeUntilAsync(time, () => happened.IsCompleted);

    /// <summary>Lets virtual time pass until something holds that no event tells of.</summary>
    public static async Task<TimeSpan> PassTimeUntilAsync(FakeTimeProvider time, Func<bool> holds)
    {
        long start = time.GetTimestamp();
        long limit = Environment.TickCount64 + (long)Guard.Patience.TotalMilliseconds;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < limit, "It does not happen.");
            time.Advance(TimeSpan.FromMilliseconds(100));
            await SettleAsync();
        }

        return time.GetElapsedTime(start);
    }

    /// <summary>Lets what a step of time set off come to rest, so that time does not run ahead of it on a busy machine.</summary>
    private static async Task SettleAsync()
    {
        const int QuietRounds = 4;
        const int MaximumRounds = 64; // other tests keep the pool busy too
        int quiet = 0;
        for (int round = 0; round < MaximumRounds && quiet < QuietRounds; round++)
        {
            await Task.Run(() => { });
            quiet = ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
        }
    }

    public static int CountConnections(PeerSession<ITestContract> session) => ((Session<ITestContract>)session).ConnectionCount;

    public static int CountLoops(PeerSession<ITestContract> session) => ((Session<ITestContract>)session).LoopCount;

    public static int CountFound(PeerSession<ITestContract> session) => ((Session<ITestContract>)session).FoundCount;

    /// <summary>Lets others work until something holds that no event tells of.</summary>
    public static async Task YieldUntilAsync(Func<bool> holds)
    {
        long limit = Environment.TickCount64 + (long)Guard.Patience.TotalMilliseconds;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < limit, "It does not come to hold.");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PeerSession<ITestContract> session in _sessions)
            await PassTimeUntilAsync(session.DisposeAsync().AsTask());
    }
}
