namespace PeerProto.Benchmarks.Link;

/// <summary>A figure that a goal is about.</summary>
internal enum LinkFigure
{
    /// <summary>What is received a second, as a ratio: at least the bound.</summary>
    Rate,

    /// <summary>The median round trip, as a ratio: at most the bound.</summary>
    MedianRoundTrip,

    /// <summary>The 99th percentile of the round trips, as a ratio: at most the bound.</summary>
    SlowRoundTrip,

    /// <summary>Bytes that both sides allocate for one message: at most the bound.</summary>
    Bytes,
}
