namespace PeerProto;

/// <summary>Deadlines and bounds of links over QUIC. Every time span is positive.</summary>
public sealed record QuicTransportOptions
{
    /// <summary>How many one-way streams a peer may have open at a time unless told otherwise.</summary>
    public const int DefaultMaximumInboundStreams = 256;

    /// <summary>How many accepted links may wait for the verdict about their peer unless told otherwise.</summary>
    public const int DefaultMaximumPendingVerdicts = 64;

    /// <summary>How long a host name may take to resolve unless told otherwise: 5 s.</summary>
    public static readonly TimeSpan DefaultResolveDeadline = TimeSpan.FromSeconds(5);

    /// <summary>How long connecting may take unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultConnectDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The head start of one address before the next unless told otherwise: 250 ms (RFC 8305 section 5).</summary>
    public static readonly TimeSpan DefaultConnectionAttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a decision about trust may take unless told otherwise: 30 s, so that a person can be asked.</summary>
    public static readonly TimeSpan DefaultTrustDeadline = TimeSpan.FromSeconds(30);

    /// <summary>How long a disposed link waits for its peer unless told otherwise: 5 s.</summary>
    public static readonly TimeSpan DefaultLingerDeadline = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a packet a link counts as lost unless told otherwise: 30 s.</summary>
    public static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>After how long without a packet one is sent to keep the link unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultKeepAliveInterval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many one-way streams a peer may have open at a time (RFC 9000 section 4.6): one for each channel it sends on and each call whose items it sends. The peer waits where it
    /// wants more. 1 to 65,535; default <see cref="DefaultMaximumInboundStreams"/>.
    /// </summary>
    public int MaximumInboundStreams { get; init; } = DefaultMaximumInboundStreams;

    /// <summary>
    /// How many links of a listener may wait for the verdict about their peer, a person's for example. Further ones are refused, and their peers told to come again. At least 1; default
    /// <see cref="DefaultMaximumPendingVerdicts"/>.
    /// </summary>
    public int MaximumPendingVerdicts { get; init; } = DefaultMaximumPendingVerdicts;

    /// <summary>How long a host name may take to resolve. Default <see cref="DefaultResolveDeadline"/>.</summary>
    public TimeSpan ResolveDeadline { get; init; } = DefaultResolveDeadline;

    /// <summary>How long all addresses of a host together may take to answer and to shake hands. Default <see cref="DefaultConnectDeadline"/>.</summary>
    public TimeSpan ConnectDeadline { get; init; } = DefaultConnectDeadline;

    /// <summary>
    /// The head start that each address of a host gets before the next is tried beside it (RFC 8305 section 5). An address that fails passes the turn on at once. Default
    /// <see cref="DefaultConnectionAttemptDelay"/>.
    /// </summary>
    public TimeSpan ConnectionAttemptDelay { get; init; } = DefaultConnectionAttemptDelay;

    /// <summary>How long this side may take to decide whether it trusts a peer. Default <see cref="DefaultTrustDeadline"/>.</summary>
    public TimeSpan TrustDeadline { get; init; } = DefaultTrustDeadline;

    /// <summary>
    /// How long a link disposed in order waits, in the background, for the peer to end its side as well. The end of a QUIC connection drops what the peer's app has not read yet. Default
    /// <see cref="DefaultLingerDeadline"/>.
    /// </summary>
    public TimeSpan LingerDeadline { get; init; } = DefaultLingerDeadline;

    /// <summary>After how long without a packet from the peer the link counts as lost (RFC 9000 section 10.1); the shorter one of both sides counts. Default <see cref="DefaultIdleTimeout"/>.</summary>
    public TimeSpan IdleTimeout { get; init; } = DefaultIdleTimeout;

    /// <summary>After how long without a packet this side sends one, so that the link and the way back through a router stay open. Default <see cref="DefaultKeepAliveInterval"/>.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = DefaultKeepAliveInterval;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumInboundStreams, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumInboundStreams, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPendingVerdicts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ResolveDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectionAttemptDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TrustDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LingerDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
    }
}
