namespace PeerProto;

/// <summary>How the links of a <see cref="TcpTransport"/> are made and behave. Each deadline is a positive time span, measured by <see cref="TimeProvider"/>.</summary>
public sealed record TcpTransportOptions
{
    /// <summary>How long a host name may take to resolve unless told otherwise: 5 s.</summary>
    public static readonly TimeSpan DefaultResolveDeadline = TimeSpan.FromSeconds(5);

    /// <summary>How long all addresses of a host together may take to answer unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultConnectDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The head start of one address before the next unless told otherwise: 250 ms (RFC 8305 section 5).</summary>
    public static readonly TimeSpan DefaultConnectionAttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a socket outlives its disposed connection unless told otherwise: 2 s.</summary>
    public static readonly TimeSpan DefaultLingerDeadline = TimeSpan.FromSeconds(2);

    /// <summary>How many bytes the system may hold back unsent for a link unless told otherwise: 64 KiB.</summary>
    public const int DefaultMaximumUnsentBytes = 64 * 1024;

    /// <summary>How long a host name may take to resolve. Default <see cref="DefaultResolveDeadline"/>.</summary>
    public TimeSpan ResolveDeadline { get; init; } = DefaultResolveDeadline;

    /// <summary>How long all addresses of a host together may take to answer. Default <see cref="DefaultConnectDeadline"/>.</summary>
    public TimeSpan ConnectDeadline { get; init; } = DefaultConnectDeadline;

    /// <summary>
    /// The head start that each address of a host gets before the next is tried beside it (RFC 8305 section 5). An address that fails passes
    /// the turn on at once. Default <see cref="DefaultConnectionAttemptDelay"/>.
    /// </summary>
    public TimeSpan ConnectionAttemptDelay { get; init; } = DefaultConnectionAttemptDelay;

    /// <summary>
    /// How long the socket of a connection disposed in order waits, in the background, for the peer to end its side as well. A socket closed
    /// earlier may be reset by what the peer still sends, and the reset can overtake what was written. Default <see cref="DefaultLingerDeadline"/>.
    /// </summary>
    public TimeSpan LingerDeadline { get; init; } = DefaultLingerDeadline;

    /// <summary>
    /// About how many bytes of a link the system takes without having sent them (TCP_NOTSENT_LOWAT), or null for as many as its buffer holds. What lies there has lost its priority: a small
    /// urgent message goes behind it. Linux, Android and Apple's systems keep to it. Default <see cref="DefaultMaximumUnsentBytes"/>.
    /// </summary>
    public int? MaximumUnsentBytes { get; init; } = DefaultMaximumUnsentBytes;

    /// <summary>
    /// When the system asks a silent peer whether it is there, or null (default) for never: a session asks by itself, and its question also finds a program that hangs.
    /// </summary>
    public TcpKeepAlive? KeepAlive { get; init; }

    /// <summary>
    /// How long sent bytes may go without confirmation before the link counts as lost (TCP_USER_TIMEOUT), or null (default) for as long as the system tries, which is minutes. Linux, Android
    /// and Apple's systems keep to it, the latter in whole seconds.
    /// </summary>
    public TimeSpan? ConnectionDropTime { get; init; }

    /// <summary>
    /// How links over WebSocket behave, which the same listener takes, on the same port, and which <c>ws://</c> endpoints are dialled by. Null for TCP alone. Default a
    /// <see cref="WebSocketOptions"/> with its defaults.
    /// </summary>
    public WebSocketOptions? WebSocket { get; init; } = new();

    /// <summary>
    /// The proxy through which every link is dialled, or null (default) for none. The proxy resolves host names. Where it refuses or cannot be reached, the attempt fails; no link is ever
    /// opened without it in its stead, and nobody is asked for credentials. <see cref="ConnectDeadline"/> holds for reaching the proxy, and again for its answer.
    /// </summary>
    public ProxyEndpoint? Proxy { get; init; }

    /// <summary>Whether this machine itself, by its loopback addresses or as <c>localhost</c>, is dialled without <see cref="Proxy"/>. Default false.</summary>
    public bool BypassProxyForLoopback { get; init; }

    /// <summary>The clock of all deadlines. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
