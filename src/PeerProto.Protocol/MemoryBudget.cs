namespace PeerProto;

/// <summary>
/// The memory that windows may grow into beyond the sizes they begin with. Connections that share a budget, those of a session or of a whole process, take from it when a fast and distant peer needs a
/// larger window, and give back when they end. Safe to use from any thread.
/// </summary>
/// <remarks>
/// What a connection holds for an app that does not read is at most: its channel windows as <see cref="ProtocolLimits"/> says, for each channel and each stream of a call, and what it took
/// from here. So the budget bounds all growth, and the limits all the rest.
/// </remarks>
public sealed class MemoryBudget
{
    /// <summary>The default of <see cref="PeerBytes"/>: 32 MiB.</summary>
    public const long DefaultPeerBytes = 32L * 1024 * 1024;

    /// <summary>The default of <see cref="TotalBytes"/>: 256 MiB.</summary>
    public const long DefaultTotalBytes = 256L * 1024 * 1024;

    private long _usedBytes;

    /// <summary>Makes a budget.</summary>
    /// <param name="totalBytes">The most that all connections together may take; 0 keeps all windows at the sizes they begin with.</param>
    /// <param name="peerBytes">The most that one connection may take.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public MemoryBudget(long totalBytes = DefaultTotalBytes, long peerBytes = DefaultPeerBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(peerBytes);
        TotalBytes = totalBytes;
        PeerBytes = peerBytes;
    }

    /// <summary>The budget of the process, which sessions share unless they are given another.</summary>
    public static MemoryBudget Process { get; } = new();

    /// <summary>The most that all connections together may take, in bytes.</summary>
    public long TotalBytes { get; }

    /// <summary>The most that one connection may take, in bytes.</summary>
    public long PeerBytes { get; }

    /// <summary>What is taken now, in bytes.</summary>
    public long UsedBytes => Volatile.Read(ref _usedBytes);

    /// <summary>Takes from the budget, if that much is left.</summary>
    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _usedBytes, bytes) <= TotalBytes)
            return true;
        Interlocked.Add(ref _usedBytes, -bytes);
        return false;
    }

    internal void Return(long bytes) => Interlocked.Add(ref _usedBytes, -bytes);
}
