namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// The receiving side of a channel or of a call's stream: what came, what was consumed, what the peer was allowed. New credit is due when half of the window has been
/// consumed since the last, so that a steady stream costs two credit frames a window. The window grows when a round trip is too long for it.
/// </summary>
public sealed class InboundFlow : IDisposable
{
    /// <summary>How often new limits are due while a window is used up.</summary>
    internal const int GrantsPerWindow = 2;

    private ulong _begunMessages;
    private ulong _begunBytes;
    private ulong _consumedMessages;
    private ulong _consumedBytes;

    internal InboundFlow(ulong id, bool isChannel, TunedWindow window)
    {
        Id = id;
        IsChannel = isChannel;
        Window = window;
        MessageLimit = window.Messages;
        ByteLimit = window.Bytes;
    }

    /// <summary>The channel's number or the call's identifier.</summary>
    public ulong Id { get; }

    /// <summary>Messages that wait for their handler or reader. With the queue exchanged last, its bytes are bounded by the window and one message.</summary>
    public MessageBacklog Backlog { get; private set; } = new();

    /// <summary>How many messages came whole.</summary>
    public ulong ReceivedMessages => IsAssembling ? _begunMessages - 1 : _begunMessages;

    /// <summary>How many bytes of messages came, with all of a message that is under way in fragments.</summary>
    public ulong ReceivedBytes => _begunBytes;

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

    /// <summary>How many bytes may be under way or wait: what the window has grown to.</summary>
    public long WindowBytes => (long)Window.Bytes;

    /// <summary>How many messages may be under way or wait.</summary>
    public long WindowMessages => (long)Window.Messages;

    /// <summary>Whether the peer may send nothing more until something is consumed.</summary>
    public bool IsUsedUp => _begunMessages >= MessageLimit || _begunBytes >= ByteLimit;

    /// <summary>Gives back the memory of what still waits.</summary>
    public void Dispose() => Backlog.Dispose();

    internal bool IsChannel { get; }

    /// <summary>Whether a message is under way in fragments. It has been counted with its first piece, and nothing else of the flow may come before its last.</summary>
    internal bool IsAssembling { get; private set; }

    /// <summary>How many bytes the message has that is under way in fragments.</summary>
    internal long AssemblingBytes { get; private set; }

    /// <summary>Whether nobody will read what waits, so that its credit on the connection went back.</summary>
    internal bool IsReleased { get; private set; }

    internal TunedWindow Window { get; }

    /// <summary>The stream on which it came first, or null where that is the first one of the link or nothing came yet.</summary>
    internal InboundLane? Lane { get; set; }

    internal bool HasBegun => _begunMessages > 0;

    /// <summary>Whether an acknowledgement is owed.</summary>
    internal bool OwesAcknowledgement { get; set; }

    /// <summary>Whether the call it belongs to is over, so that credit has no meaning any more.</summary>
    internal bool IsEnded { get; set; }

    internal ulong MessageLimit { get; private set; }

    internal ulong ByteLimit { get; private set; }

    /// <summary>How many messages may begin.</summary>
    internal ulong MessagesLeft => IsUsedUp ? 0 : MessageLimit - _begunMessages;

    /// <summary>How many bytes are left before nothing may begin; 0 or less where one went beyond.</summary>
    internal long BytesLeft => (long)(ByteLimit - _begunBytes);

    /// <summary>Counts messages that came whole, after <see cref="MessagesLeft"/> and <see cref="BytesLeft"/> were asked.</summary>
    internal void OnReceived(ulong messages, ulong bytes)
    {
        _begunMessages += messages;
        _begunBytes += bytes;
    }

    /// <returns>False when the peer has sent beyond its credit.</returns>
    internal bool OnReceived(long bytes)
    {
        if (IsUsedUp)
            return false;
        _begunMessages++;
        _begunBytes += (ulong)bytes;
        return true;
    }

    /// <summary>A message that was received goes on in fragments.</summary>
    internal void BeginAssembly(long bytes)
    {
        IsAssembling = true;
        AssemblingBytes = bytes;
    }

    internal void EndAssembly()
    {
        IsAssembling = false;
        AssemblingBytes = 0;
    }

    /// <returns>Whether new credit is due: <see cref="Grant"/> is to follow.</returns>
    internal bool OnConsumed(ulong messages, ulong bytes)
    {
        _consumedMessages += messages;
        _consumedBytes += bytes;
        return _consumedMessages + Window.Messages - MessageLimit >= (Window.Messages + 1) / 2
            || _consumedBytes + Window.Bytes - ByteLimit >= (Window.Bytes + 1) / 2;
    }

    /// <summary>Raises the limits.</summary>
    internal void Grant()
    {
        MessageLimit = _consumedMessages + Window.Messages;
        ByteLimit = _consumedBytes + Window.Bytes;
    }

    /// <summary>Nobody will read what waits.</summary>
    /// <returns>What came whole and was not consumed.</returns>
    internal (ulong Messages, ulong Bytes) Release()
    {
        IsReleased = true;
        return (ReceivedMessages - _consumedMessages, _begunBytes - (ulong)AssemblingBytes - _consumedBytes);
    }
}
