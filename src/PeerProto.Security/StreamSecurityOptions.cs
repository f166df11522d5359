using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PeerProto;

/// <summary>What a stream security works with beside keys: deadlines, clock and log.</summary>
public sealed record StreamSecurityOptions
{
    /// <summary>How long a handshake may take unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultHandshakeDeadline = TimeSpan.FromSeconds(10);

    /// <summary>How long a decision about trust may take unless told otherwise: 30 s, so that a person can be asked.</summary>
    public static readonly TimeSpan DefaultTrustDeadline = TimeSpan.FromSeconds(30);

    /// <summary>How long the closing message may take to send unless told otherwise: 1 s.</summary>
    public static readonly TimeSpan DefaultCloseDeadline = TimeSpan.FromSeconds(1);

    /// <summary>How long the peer may take for its part of the handshake. Default <see cref="DefaultHandshakeDeadline"/>.</summary>
    public TimeSpan HandshakeDeadline { get; init; } = DefaultHandshakeDeadline;

    /// <summary>How long this side may take to decide whether it trusts the peer. Default <see cref="DefaultTrustDeadline"/>.</summary>
    public TimeSpan TrustDeadline { get; init; } = DefaultTrustDeadline;

    /// <summary>How long a disposed stream tries to tell the peer that it ends, before it ends anyway. Default <see cref="DefaultCloseDeadline"/>.</summary>
    public TimeSpan CloseDeadline { get; init; } = DefaultCloseDeadline;

    /// <summary>The clock of all deadlines. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where is logged what no caller sees. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    internal ILogger CreateLogger() => LoggerFactory.CreateLogger(typeof(PeerSecurity).FullName!);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TrustDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CloseDeadline, TimeSpan.Zero);
    }
}
