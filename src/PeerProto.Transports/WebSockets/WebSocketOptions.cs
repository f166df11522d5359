namespace PeerProto;

/// <summary>How links over WebSocket (RFC 6455) are made, in both roles.</summary>
public sealed record WebSocketOptions
{
    /// <summary>How often an idle link says something unless told otherwise: 30 s.</summary>
    public static readonly TimeSpan DefaultKeepAliveInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a message may be unless told otherwise: 16 MiB.</summary>
    public const int DefaultMaximumMessageBytes = 16 * 1024 * 1024;

    /// <summary>The path under which a listener takes links; others get status 404. Default <c>/</c>. A dialled endpoint carries its path itself.</summary>
    public string Path { get; init; } = "/";

    /// <summary>
    /// The web pages that may connect, by origin (RFC 6454), for example <c>https://example.org</c>; <c>*</c> stands for all. Default none: whoever names an origin, as every browser does, is
    /// refused with status 403, so that no web page reaches a peer behind its user's back. Programs name none.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// How often a pong nobody asked for (RFC 6455 section 5.5.3) keeps an idle link open in routers and proxies; <see cref="Timeout.InfiniteTimeSpan"/> for never. Whether the peer lives is
    /// found out by the session. Pings are always answered. Default <see cref="DefaultKeepAliveInterval"/>.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; init; } = DefaultKeepAliveInterval;

    /// <summary>
    /// How long a message may be, in bytes. A longer one from the peer ends the link with close code 1009; what this side writes is cut into messages of that length at most.
    /// Default <see cref="DefaultMaximumMessageBytes"/>.
    /// </summary>
    public int MaximumMessageBytes { get; init; } = DefaultMaximumMessageBytes;

    internal void ThrowIfNotValid(string parameter)
    {
        ArgumentNullException.ThrowIfNull(Path, parameter);
        _ = PeerEndpoint.FromHost(WebSocketTransport.TransportName, "localhost", 80).WithPath(Path);
        ArgumentNullException.ThrowIfNull(AllowedOrigins, parameter);
        if (KeepAliveInterval != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero, parameter);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumMessageBytes, 1, parameter);
    }
}
