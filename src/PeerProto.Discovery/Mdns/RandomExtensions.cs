namespace PeerProto.Discovery.Mdns;

/// <summary>Random durations.</summary>
internal static class RandomExtensions
{
    /// <summary>A duration uniformly between two others.</summary>
    public static TimeSpan NextBetween(this Random random, TimeSpan from, TimeSpan to) => from + (to - from) * random.NextDouble();
}
