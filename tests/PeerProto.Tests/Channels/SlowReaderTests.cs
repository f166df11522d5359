using System.Diagnostics;
using System.Globalization;
using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

/// <summary>A sender that never pauses against a reader that takes 1 MiB a second, over real TCP and in real time, with an interactive call beside it. Latencies are recorded, not judged.</summary>
[Collection("Measures the process")]
public sealed class SlowReaderTests
{
    private const int MessageBytes = 1024;
    private const int MessagesASecond = 1024; // of 1 KiB each: 1 MiB/s
    private const int PacedMessages = 64;

    /// <summary>What the windows of the peer may grow to by default, and what stands in sender, system and pools besides.</summary>
    private const long Budget = 48L * 1024 * 1024;

    [Fact]
    public async Task SenderNeverPauses_MemoryStaysWithinTheBudgetAndACallBesideItIsAnswered()
    {
        TimeSpan length = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 60 : 3);
        await using TestWorld world = new();
        long handled = 0;
        long start = 0;
        TimeProvider timeProvider = TimeProvider.System; // real time on purpose: what is measured is a rate
        HandlingService reader = new()
        {
            HandleNote = async (_, _) =>
            {
                long count = Interlocked.Increment(ref handled);
                if (count % PacedMessages != 0)
                    return;
                TimeSpan ahead = TimeSpan.FromSeconds((double)count / MessagesASecond) - Stopwatch.GetElapsedTime(Volatile.Read(ref start));
                if (ahead > TimeSpan.Zero)
                    await Task.Delay(ahead, timeProvider);
            },
        };
        PeerSession<ITestContract> far = await world.StartAsync(reader, Configure);
        PeerSession<ITestContract> near = await world.StartAsync(configure: Configure);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < 2_000; i++)
            await peer.Contract.AddAsync(i, 1, CancellationToken.None).Guarded(); // compiled and warm
        TimeSpan[] idle = await MeasureAsync(peer, TimeSpan.FromSeconds(1));

        long before = GC.GetTotalMemory(forceFullCollection: true);
        Volatile.Write(ref start, Stopwatch.GetTimestamp());
        using CancellationTokenSource stop = new();
        Task sending = SendAsync(peer, stop.Token);
        TimeSpan[] loaded = await MeasureAsync(peer, length);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        ChannelStatistics statistics = peer.GetChannelStatistics(2);
        await stop.CancelAsync();
        await sending.Guarded();

        Record("idle", idle);
        Record("beside", loaded);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"figure: reader took {Interlocked.Read(ref handled)} KiB in {length.TotalSeconds:0} s, memory grew by {grown} bytes; {statistics}"));
        Assert.NotEmpty(loaded);
        Assert.True(Interlocked.Read(ref handled) < (length.TotalSeconds + 30) * MessagesASecond, "the reader was no slow one");
        Assert.True(grown < Budget, $"{grown} bytes more");
    }

    private static void Configure(PeerSessionOptions options)
    {
        options.TimeProvider = TimeProvider.System;
        options.Transports = [new TcpTransportProvider()];
        options.ListenAddress = IPAddress.Loopback;
    }

    private static async Task SendAsync(Peer<ITestContract> peer, CancellationToken cancellationToken)
    {
        string text = new('x', MessageBytes);
        try
        {
            for (int i = 0; ; i++)
                await peer.Contract.Notes.SendAsync(new Note(text, i), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // enough
        }
    }

    private static async Task<TimeSpan[]> MeasureAsync(Peer<ITestContract> peer, TimeSpan length)
    {
        List<TimeSpan> times = [];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < length;)
        {
            long begun = Stopwatch.GetTimestamp();
            await peer.Contract.AddAsync(1, 2, CancellationToken.None).Guarded();
            times.Add(Stopwatch.GetElapsedTime(begun));
        }

        return [.. times.Order()];
    }

    private static void Record(string what, TimeSpan[] times) =>
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"figure: {what}: {times.Length} calls, p50 {times[times.Length / 2].TotalMicroseconds:0} µs, p99 {times[times.Length * 99 / 100].TotalMicroseconds:0} µs"));
}
