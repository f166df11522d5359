namespace PeerProto;

/// <summary>What the platform tells of one link at one moment. Null is what it does not tell; nothing is guessed.</summary>
public sealed record LinkStatistics
{
    /// <summary>The smoothed round-trip time of the link itself, without the time that the peer's app takes.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>The bytes sent that the peer's system has not confirmed.</summary>
    public long? BytesInFlight { get; init; }

    /// <summary>The bytes that wait in this machine's send buffer and were not sent yet.</summary>
    public long? UnsentBytes { get; init; }

    /// <summary>The bytes that were sent more than once since the link was opened.</summary>
    public long? RetransmittedBytes { get; init; }

    /// <summary>How many bytes the link's congestion control lets be on their way.</summary>
    public long? CongestionWindow { get; init; }
}
