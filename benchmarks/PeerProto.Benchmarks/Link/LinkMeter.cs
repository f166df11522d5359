using System.Diagnostics;
using System.Runtime.CompilerServices;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link;

/// <summary>What one side counts. One loop writes it, another thread takes samples.</summary>
internal sealed class LinkMeter
{
    private const int KeptRoundTrips = 1 << 20;

    private readonly List<LinkMeter> _branches = [];
    private int[]? _roundTrips;
    private volatile bool _isStopped = true;
    private long _count;
    private long _roundTripCount;
    private long _sampledRoundTrips;

    public bool IsStopped
    {
        get => _isStopped;
        set => _isStopped = value;
    }

    /// <summary>A meter whose count is part of this one's, for one more loop. All are made before the first sample.</summary>
    public LinkMeter Branch()
    {
        LinkMeter branch = new();
        _branches.Add(branch);
        return branch;
    }

    public void Count() => _count++;

    /// <summary>What every typed row does with a message, so that none is spared the decoding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Count(in SmallMessage message)
    {
        if (message.Flags == SmallMessage.Sample.Flags)
            Count();
    }

    public void CountRoundTrip(long ticks)
    {
        _roundTrips ??= new int[KeptRoundTrips];
        _roundTrips[_roundTripCount % KeptRoundTrips] = (int)ticks;
        _roundTripCount++;
    }

    /// <summary>Takes the counters, and the percentiles of the round trips since the last sample.</summary>
    public LinkSample Sample()
    {
        long timestamp = Stopwatch.GetTimestamp();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long count = Volatile.Read(ref _count) + _branches.Sum(branch => Volatile.Read(ref branch._count));
        (double median, double slow) = TakePercentiles();
        return new LinkSample(timestamp, count, allocated, processor.TotalMicroseconds, median, slow);
    }

    private (double Median, double Slow) TakePercentiles()
    {
        if (_roundTrips is null)
            return default;
        long end = Volatile.Read(ref _roundTripCount);
        long start = Math.Max(_sampledRoundTrips, end - KeptRoundTrips);
        _sampledRoundTrips = end;
        int[] sorted = new int[end - start];
        for (int i = 0; i < sorted.Length; i++)
            sorted[i] = _roundTrips[(start + i) % KeptRoundTrips];
        Array.Sort(sorted);
        return sorted.Length == 0 ? default : (InMicroseconds(sorted[sorted.Length / 2]), InMicroseconds(sorted[(int)(sorted.Length * 0.99)]));
    }

    private static double InMicroseconds(int ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
