namespace PeerProto.Protocol.FlowControl;

/// <summary>How much may be under way or wait: a number of messages and of bytes, which doubles when a round trip is too long for it.</summary>
internal sealed class TunedWindow(int messages, int bytes, int mostBytes)
{
    private readonly ulong _mostBytes = (ulong)Math.Max(bytes, mostBytes);

    public ulong Messages { get; private set; } = (ulong)messages;

    public ulong Bytes { get; private set; } = (ulong)bytes;

    /// <summary>When credit was last given.</summary>
    public TimeSpan? LastGrant { get; set; }

    /// <summary>How much memory was taken for growth.</summary>
    public long GrownBytes { get; private set; }

    /// <summary>What the next doubling takes; 0 where the window is as large as it gets.</summary>
    public long NextGrowth => (long)(Math.Min(2 * Bytes, _mostBytes) - Bytes);

    public void Grow()
    {
        GrownBytes += NextGrowth;
        Bytes += (ulong)NextGrowth;
        Messages = Math.Min(2 * Messages, Math.Max(Messages, ProtocolLimits.LargestWindowMessages));
    }

    /// <summary>Forgets what was taken, which goes back.</summary>
    public long TakeGrown()
    {
        long grown = GrownBytes;
        GrownBytes = 0;
        return grown;
    }
}
