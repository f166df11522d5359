namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// The receiving side of a channel or of a call's stream: what came, what was consumed, what the peer was allowed. New credit is due when half of the window has been
/// consumed since the last, so that a steady stream costs two credit frames a window.
/// </summary>
public sealed class InboundFlow : IDisposable
{
    private readonly ulong _windowMessages;
    private readonly ulong _windowBytes;
    private ulong _begunMessages;
    private ulong _begunBytes;
    private ulong _consumedMessages;
    private ulong _consumedBytes;

    internal InboundFlow(ulong id, bool isChannel, int windowMessages, int windowBytes)
    {
        Id = id;
        IsChannel = isChannel;
        _windowMessages = (ulong)windowMessages;
        _windowBytes = (ulong)windowBytes;
        MessageLimit = _windowMessages;
        ByteLimit = _windowBytes;
    }

    /// <summary>The channel's number or the call's identifier.</summary>
    public ulong Id { get; }

    /// <summary>Messages that wait for their handler or reader. With the queue exchanged last, its bytes are bounded by the window and one message.</summary>
    public MessageBacklog Backlog { get; private set; } = new();

    /// <summary>How many messages came whole.</summary>
    public ulong ReceivedMessages => IsAssembling ? _begunMessages - 1 : _begunMessages;

    /// <summary>
    /// Takes the queue away, to be read while new messages gather in another one. The credit for them is returned as they are consumed, so both queues
    /// together keep the bound.
    /// </summary>
    /// <param name="empty">The queue to go on with.</param>
    public MessageBacklog ExchangeBacklog(MessageBacklog empty)
    {
        MessageBacklog filled = Backlog;
        Backlog = empty;
        return filled;
    }

    /// <summary>Gives back the memory of what still waits.</summary>
    public void Dispose() => Backlog.Dispose();

    internal bool IsChannel { get; }

    /// <summary>Whether a message is under way in fragments. It has been counted with its first piece, and nothing else of the flow may come before its last.</summary>
    internal bool IsAssembling { get; set; }

    /// <summary>Whether an acknowledgement is owed.</summary>
    internal bool OwesAcknowledgement { get; set; }

    /// <summary>Whether the call it belongs to is over, so that credit has no meaning any more.</summary>
    internal bool IsEnded { get; set; }

    internal ulong MessageLimit { get; private set; }

    internal ulong ByteLimit { get; private set; }

    /// <returns>False when the peer has sent beyond its credit.</returns>
    internal bool OnReceived(long bytes)
    {
        if (_begunMessages >= MessageLimit || _begunBytes >= ByteLimit)
            return false;
        _begunMessages++;
        _begunBytes += (ulong)bytes;
        return true;
    }

    /// <returns>Whether new credit is due; the limits are then raised already.</returns>
    internal bool OnConsumed(ulong messages, ulong bytes)
    {
        _consumedMessages += messages;
        _consumedBytes += bytes;
        if (_consumedMessages + _windowMessages - MessageLimit < (_windowMessages + 1) / 2 &&
            _consumedBytes + _windowBytes - ByteLimit < (_windowBytes + 1) / 2)
            return false;
        MessageLimit = _consumedMessages + _windowMessages;
        ByteLimit = _consumedBytes + _windowBytes;
        return true;
    }
}
