namespace PeerProto;

/// <summary>Marks a contract's property of type <see cref="IMessageChannel{T}"/> as a message channel.</summary>
/// <param name="id">The number peers know the channel by, 1 to <see cref="MaxId"/>, unique among the contract's channels and calls.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChannelAttribute(int id) : Attribute
{
    /// <summary>The largest number a channel or a call may have.</summary>
    public const int MaxId = 16383;

    /// <summary>The most that <see cref="MaximumWaiting"/> may be.</summary>
    public const int MostMaximumWaiting = 65536;

    /// <summary>The most that <see cref="Concurrency"/> may be.</summary>
    public const int MostConcurrency = 256;

    /// <summary>The number peers know the channel by.</summary>
    public int Id { get; } = id;

    /// <summary>What becomes of a message on its way. <see cref="Delivery.ReliableOrdered"/> unless told otherwise.</summary>
    public Delivery Delivery { get; set; }

    /// <summary>
    /// What becomes of a message that cannot leave because the peer lags behind. Unless told otherwise, <see cref="Overflow.Wait"/> on reliable channels,
    /// <see cref="Overflow.DropOldest"/> on <see cref="Delivery.BestEffort"/> and <see cref="Delivery.Sequenced"/>, <see cref="Overflow.KeepLatest"/> on <see cref="Delivery.LatestOnly"/>.
    /// </summary>
    public Overflow Overflow { get; set; }

    /// <summary>How many messages may wait for each peer where <see cref="Overflow"/> limits them, 1 to <see cref="MostMaximumWaiting"/>; 64 unless told otherwise.</summary>
    public int MaximumWaiting { get; set; }

    /// <summary>How long a message may wait before it leaves, in milliseconds; an older one is dropped. Without a limit unless told otherwise.</summary>
    public int TimeToLiveMilliseconds { get; set; }

    /// <summary>The channel's share of the link while several wait for it.</summary>
    public Priority Priority { get; set; }

    /// <summary>
    /// The most bytes of an encoded message, checked before it is sent and before a received one is decoded; the connection ends with a peer that sends more. Unless told otherwise,
    /// only the connection's own limit holds.
    /// </summary>
    public int MaxSize { get; set; }

    /// <summary>
    /// How many messages of one peer the handler may be at once at, 1 to <see cref="MostConcurrency"/>. They start in the order they came, and end as they may. Local: the peer need not
    /// say the same. 1 unless told otherwise: the next message waits until the handler's task completes.
    /// </summary>
    public int Concurrency { get; set; }

    /// <summary>
    /// Whether messages are handled where they were received: the handler gets the message's <c>View</c> and is synchronous, and the channel cannot be
    /// read. The message asks for its view with <see cref="PeerMessageAttribute.View"/>. Local: the peer need not do the same. False unless told otherwise.
    /// </summary>
    public bool Borrowed { get; set; }
}
