using System.Globalization;

namespace PeerProto.Benchmarks.Link;

/// <summary>The counters of one side at one moment.</summary>
internal readonly record struct LinkSample(
    long Timestamp, long Count, long AllocatedBytes, double ProcessorMicroseconds, double MedianRoundTripMicroseconds, double SlowRoundTripMicroseconds)
{
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Timestamp} {Count} {AllocatedBytes} {ProcessorMicroseconds} {MedianRoundTripMicroseconds} {SlowRoundTripMicroseconds}");

    public static LinkSample Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new LinkSample(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            double.Parse(parts[3], CultureInfo.InvariantCulture),
            double.Parse(parts[4], CultureInfo.InvariantCulture),
            double.Parse(parts[5], CultureInfo.InvariantCulture));
    }
}
