using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// The sending side of a channel or of a call's stream: what was sent, what the peer allows, what it has acknowledged. Sending is allowed while both limits lie
/// ahead, so one message may go beyond the byte limit and a message larger than the window still passes.
/// </summary>
public sealed class OutboundFlow
{
    private ulong _messageLimit;
    private ulong _byteLimit;

    internal OutboundFlow(FrameKind frameKind, ulong id, int windowMessages, int windowBytes)
    {
        FrameKind = frameKind;
        Id = id;
        _messageLimit = (ulong)windowMessages;
        _byteLimit = (ulong)windowBytes;
    }

    /// <summary>The channel's number or the call's identifier.</summary>
    public ulong Id { get; }

    /// <summary>How many messages were sent.</summary>
    public ulong SentMessages { get; private set; }

    /// <summary>How many bytes of messages were sent.</summary>
    public ulong SentBytes { get; private set; }

    /// <summary>How many messages the peer has acknowledged. Stays 0 for a call's stream.</summary>
    public ulong AcknowledgedMessages { get; private set; }

    /// <summary>Whether the peer's credit lets a message in.</summary>
    public bool HasCredit => SentMessages < _messageLimit && SentBytes < _byteLimit;

    /// <summary>How many messages the peer's credit still lets in.</summary>
    public long MessageCredit => Math.Max(0, (long)_messageLimit - (long)SentMessages);

    /// <summary>How many bytes of messages the peer's credit still lets in; the last message may go beyond.</summary>
    public long ByteCredit => Math.Max(0, (long)_byteLimit - (long)SentBytes);

    /// <summary>Whether nothing more may be sent: its call is over or cancelled, or its items are complete.</summary>
    public bool IsEnded { get; internal set; }

    /// <summary>How many bytes of what counts as sent wait to leave in fragments.</summary>
    public int QueuedBytes => Queue?.Length ?? 0;

    /// <summary>The most bytes of a message that the contract allows.</summary>
    public int MaximumMessageBytes { get; init; } = int.MaxValue;

    /// <summary>How many bytes of what waits in fragments may leave in its turn, while others wait for theirs: one of <see cref="FragmentShare"/>.</summary>
    public int Share { get; init; } = FragmentShare.Normal;

    /// <summary>What it has for itself of the link, or null where it goes over the first stream.</summary>
    public OutboundLane? Lane { get; init; }

    internal FrameKind FrameKind { get; }

    /// <summary>Whether some of what counts as sent is still on its way to the link.</summary>
    internal bool IsLeaving => QueuedBytes > 0 || Lane is { IsLeaving: true };

    /// <summary>What waits because it is long or comes behind what is. Null until the first long message.</summary>
    internal OutboundQueue? Queue { get; set; }

    /// <summary>Whether the last message was longer than a fragment: the next is encoded where it can wait.</summary>
    internal bool ExpectsLarge { get; set; }

    internal void OnSent(int bytes)
    {
        SentMessages++;
        SentBytes += (ulong)bytes;
    }

    /// <summary>Takes new limits from the peer; a smaller one changes nothing (RFC 9000 §4.1).</summary>
    /// <returns>Whether sending was blocked and no longer is.</returns>
    internal bool OnCredit(ulong messageLimit, ulong byteLimit)
    {
        bool blocked = !HasCredit;
        _messageLimit = Math.Max(_messageLimit, messageLimit);
        _byteLimit = Math.Max(_byteLimit, byteLimit);
        return blocked && HasCredit;
    }

    /// <returns>False when the peer acknowledges what was never sent.</returns>
    internal bool OnAcknowledged(ulong messages)
    {
        if (messages > SentMessages)
            return false;
        AcknowledgedMessages = Math.Max(AcknowledgedMessages, messages);
        return true;
    }
}
