namespace PeerProto;

/// <summary>How the links of a <see cref="MemoryNetwork"/> behave.</summary>
public sealed record MemoryNetworkOptions
{
    /// <summary>How many bytes a link holds in each direction unless told otherwise: 64 KiB.</summary>
    public const int DefaultBufferBytes = 64 * 1024;

    /// <summary>How many bytes a link holds in each direction before its writer waits. At least 1; default <see cref="DefaultBufferBytes"/>.</summary>
    public int BufferBytes { get; init; } = DefaultBufferBytes;

    /// <summary>
    /// Whether links have streams of their own, as those of QUIC: each holds <see cref="BufferBytes"/>, and none waits for another. Default false. Used where nothing secures the first stream, that is
    /// with <c>PeerSecurity.None</c>.
    /// </summary>
    public bool IsMultistream { get; init; }

    /// <summary>
    /// Where a read or write that had to wait is completed. Default <see cref="TaskScheduler.Default"/>, the thread pool. A simulator gives its
    /// own, so that it decides the order of everything.
    /// </summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;
}
