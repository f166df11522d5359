namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// What the peer may send over all channels and calls of a connection. What waits for the app widens it, so that channels nobody reads do not stop the others: those are bounded by their own
/// windows. What it bounds is what has begun and is not whole.
/// </summary>
/// <remarks>
/// The sender counts a message when it takes it in hand, and the last one may go beyond the limit. Which of them begins first, in fragments or on streams of the link, is another matter, so that here only
/// their sum can be checked: it stays below the limit and one largest message.
/// </remarks>
/// <param name="window">How much may be under way.</param>
/// <param name="largestMessageBytes">How far the last one may go beyond.</param>
internal sealed class InboundCredit(TunedWindow window, int largestMessageBytes)
{
    /// <summary>How often new limits are due while a window is used up.</summary>
    public const int GrantsPerWindow = 4;

    private ulong _begunMessages;
    private ulong _begunBytes;
    private ulong _completedMessages;
    private ulong _completedBytes;
    private ulong _consumedMessages;
    private ulong _consumedBytes;

    public TunedWindow Window => window;

    public ulong MessageLimit { get; private set; } = window.Messages;

    public ulong ByteLimit { get; private set; } = window.Bytes;

    /// <summary>How many messages may begin.</summary>
    public ulong MessagesLeft => MessageLimit - _begunMessages;

    /// <summary>How many bytes may begin.</summary>
    public long BytesLeft => (long)(ByteLimit + (ulong)largestMessageBytes - 1 - _begunBytes);

    /// <summary>Whether so much was consumed, or waits, that new limits are due: a quarter of the window.</summary>
    public bool IsDue =>
        NextMessageLimit - MessageLimit >= (window.Messages + GrantsPerWindow - 1) / GrantsPerWindow || (long)(NextByteLimit - ByteLimit) >= (long)((window.Bytes + GrantsPerWindow - 1) / GrantsPerWindow);

    private ulong NextMessageLimit => Math.Max(MessageLimit, Math.Max(_consumedMessages + window.Messages, _completedMessages + ((window.Messages + 1) / 2)));

    private ulong NextByteLimit => Math.Max(ByteLimit, Math.Max(_consumedBytes + window.Bytes, _completedBytes + ((window.Bytes + 1) / 2)));

    /// <returns>False when the peer has sent beyond its credit.</returns>
    public bool OnBegun(long bytes)
    {
        if (MessagesLeft == 0 || bytes > BytesLeft)
            return false;
        _begunMessages++;
        _begunBytes += (ulong)bytes;
        return true;
    }

    /// <summary>Counts messages that came whole, after <see cref="MessagesLeft"/> and <see cref="BytesLeft"/> were asked.</summary>
    public void OnReceived(ulong messages, ulong bytes)
    {
        _begunMessages += messages;
        _begunBytes += bytes;
        OnCompleted(messages, bytes);
    }

    /// <summary>Counts messages that have begun before and are whole now.</summary>
    public void OnCompleted(ulong messages, ulong bytes)
    {
        _completedMessages += messages;
        _completedBytes += bytes;
    }

    public void OnConsumed(ulong messages, ulong bytes)
    {
        _consumedMessages += messages;
        _consumedBytes += bytes;
    }

    /// <summary>Raises the limits to what is due.</summary>
    public void Grant()
    {
        MessageLimit = NextMessageLimit;
        ByteLimit = NextByteLimit;
    }
}
