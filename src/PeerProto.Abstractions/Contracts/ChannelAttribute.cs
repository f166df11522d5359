namespace PeerProto;

/// <summary>Marks a contract's property of type <see cref="IMessageChannel{T}"/> as a message channel.</summary>
/// <param name="id">The number peers know the channel by, 1 to <see cref="MaxId"/>, unique among the contract's channels and calls.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChannelAttribute(int id) : Attribute
{
    /// <summary>The largest number a channel or a call may have.</summary>
    public const int MaxId = 16383;

    /// <summary>The number peers know the channel by.</summary>
    public int Id { get; } = id;

    /// <summary>What becomes of a message on its way. <see cref="Delivery.ReliableOrdered"/> unless told otherwise.</summary>
    public Delivery Delivery { get; set; }

    /// <summary>
    /// Whether messages are handled where they were received: the handler gets the message's <c>View</c> and is synchronous, and the channel cannot be
    /// read. The message asks for its view with <see cref="PeerMessageAttribute.View"/>. Local: the peer need not do the same. False unless told otherwise.
    /// </summary>
    public bool Borrowed { get; set; }
}
