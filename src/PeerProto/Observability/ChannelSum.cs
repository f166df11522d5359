namespace PeerProto.Observability;

/// <summary>What connections have carried of one channel, and what they hold of it.</summary>
internal sealed class ChannelSum
{
    public long SentMessages { get; set; }

    public long SentBytes { get; set; }

    public long ReceivedMessages { get; set; }

    public long ReceivedBytes { get; set; }

    public long WaitingToLeave { get; set; }

    public long WaitingForHandler { get; set; }

    /// <summary>What the credit of the peers still lets in.</summary>
    public long CreditMessages { get; set; }

    public long CreditBytes { get; set; }

    /// <summary>The messages dropped, by <see cref="DropReason"/>.</summary>
    public long[] Dropped { get; } = new long[Enum.GetValues<DropReason>().Length];

    /// <summary>How long messages were held up, by <see cref="StallCause"/>.</summary>
    public TimeSpan[] Stalled { get; } = new TimeSpan[Enum.GetValues<StallCause>().Length];

    /// <summary>A copy of what was carried. What is held ends with its connection.</summary>
    public ChannelSum Carried()
    {
        ChannelSum carried = new() { SentMessages = SentMessages, SentBytes = SentBytes, ReceivedMessages = ReceivedMessages, ReceivedBytes = ReceivedBytes };
        Dropped.CopyTo(carried.Dropped, 0);
        Stalled.CopyTo(carried.Stalled, 0);
        return carried;
    }
}
