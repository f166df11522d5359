namespace PeerProto.Protocol.FlowControl;

/// <summary>What this side may send over all channels and calls of a connection.</summary>
internal sealed class OutboundCredit(int windowMessages, int windowBytes)
{
    private ulong _messageLimit = (ulong)windowMessages;
    private ulong _byteLimit = (ulong)windowBytes;
    private ulong _sentMessages;
    private ulong _sentBytes;

    public bool IsThere => _sentMessages < _messageLimit && _sentBytes < _byteLimit;

    public void OnSent(int bytes)
    {
        _sentMessages++;
        _sentBytes += (ulong)bytes;
    }

    /// <summary>Takes new limits from the peer; a smaller one changes nothing.</summary>
    /// <returns>Whether sending was blocked and no longer is.</returns>
    public bool OnCredit(ulong messageLimit, ulong byteLimit)
    {
        bool blocked = !IsThere;
        _messageLimit = Math.Max(_messageLimit, messageLimit);
        _byteLimit = Math.Max(_byteLimit, byteLimit);
        return blocked && IsThere;
    }
}
