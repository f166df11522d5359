using System.Diagnostics;

namespace PeerProto.Benchmarks.Codec;

/// <summary>One way of doing one piece of work, and what its rounds measured.</summary>
internal abstract class CodecRow(string serializer)
{
    /// <summary>How long one round lasts.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(50);

    private readonly List<CodecRound> _rounds = [];
    private int _operations = 1_000;

    /// <summary>What tables call the serializer.</summary>
    public string Serializer => serializer;

    /// <summary>How many bytes its message takes.</summary>
    public abstract int Bytes { get; }

    public IReadOnlyList<CodecRound> Rounds => _rounds;

    /// <summary>Works for some time, and finds out how many operations fill a round.</summary>
    public void WarmUp(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            double perOperation = MeasureOnce().Nanoseconds;
            _operations = Math.Clamp((int)(Round.TotalNanoseconds / perOperation), 1, Math.Min(10_000_000, 4 * _operations));
        }
    }

    public void Measure() => _rounds.Add(MeasureOnce());

    /// <summary>Does the work. The loop stands here and not in the caller, so that the work is inlined as in an app.</summary>
    protected abstract void Run(int operations);

    /// <summary>Processor time instead of time: what else the machine does falls out of it, for the most part.</summary>
    private CodecRound MeasureOnce()
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Run(_operations);
        TimeSpan used = Environment.CpuUsage.TotalTime - start;
        return new CodecRound(
            Math.Max(used.TotalNanoseconds, 1) / _operations,
            (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / _operations);
    }
}
