namespace PeerProto;

/// <summary>One peer's channel at one moment, in both directions. All numbers count from the beginning of the connection.</summary>
public sealed record ChannelStatistics
{
    private readonly IReadOnlyList<TimeSpan> _stallTimes;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="stallTimes">The time spent waiting for each <see cref="StallCause"/>, in the order of its values.</param>
    /// <exception cref="ArgumentException">There is not one for each.</exception>
    public ChannelStatistics(IReadOnlyList<TimeSpan> stallTimes)
    {
        ArgumentNullException.ThrowIfNull(stallTimes);
        if (stallTimes.Count != Enum.GetValues<StallCause>().Length)
            throw new ArgumentException("There is one time for each cause.", nameof(stallTimes));
        _stallTimes = stallTimes;
    }

    /// <summary>The channel's number in the contract.</summary>
    public required int Channel { get; init; }

    /// <summary>How many messages were sent.</summary>
    public long SentMessages { get; init; }

    /// <summary>How many bytes of messages were sent.</summary>
    public long SentBytes { get; init; }

    /// <summary>How many of the messages sent or accepted the peer has not acknowledged.</summary>
    public long UnconfirmedMessages { get; init; }

    /// <summary>How many messages this side has dropped instead of sending them, as the channel's settings have it.</summary>
    public long DroppedMessages { get; init; }

    /// <summary>How many messages wait to be sent.</summary>
    public int WaitingMessages { get; init; }

    /// <summary>How many bytes of messages that count as sent wait to leave in fragments.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Who holds up the messages that wait to be sent, or null when none waits.</summary>
    public StallCause? SendStall { get; init; }

    /// <summary>For how long a message has waited to be sent without a break, or null when none waits.</summary>
    public TimeSpan? SendStalledFor { get; init; }

    /// <summary>How many messages were received.</summary>
    public long ReceivedMessages { get; init; }

    /// <summary>How many received messages wait for this side's handler.</summary>
    public int BacklogMessages { get; init; }

    /// <summary>How many messages the peer may have under way or waiting here.</summary>
    public long WindowMessages { get; init; }

    /// <summary>How many bytes the peer may have under way or waiting here; it grows with need, as far as the memory budget lets it.</summary>
    public long WindowBytes { get; init; }

    /// <summary>For how long this side's handler has held up the peer without a break, or null when it does not.</summary>
    public TimeSpan? HeldUpFor { get; init; }

    /// <summary>How long messages have waited for a cause, in all: those of this side to be sent, or those of the peer for <see cref="StallCause.LocalReader"/>.</summary>
    /// <param name="cause">The cause.</param>
    public TimeSpan GetStallTime(StallCause cause) => _stallTimes[(int)cause];
}
