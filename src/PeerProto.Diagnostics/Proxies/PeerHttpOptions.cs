using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto;

/// <summary>How a client of <see cref="PeerHttp"/> behaves.</summary>
public sealed record PeerHttpOptions
{
    /// <summary>The default of <see cref="Timeout"/>: 30 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="ConnectDeadline"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultConnectDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The default of <see cref="MaximumAnswerBytes"/>: 16 MiB.</summary>
    public const int DefaultMaximumAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Where cookies are kept. Give the same container to several clients, and they share them. Default: one of these options' own, so that all clients made with them share it.</summary>
    public CookieContainer Cookies { get; init; } = new();

    /// <summary>How long a request may take with its answer. Default: <see cref="DefaultTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long reaching the proxy may take. Default: <see cref="DefaultConnectDeadline"/>.</summary>
    public TimeSpan ConnectDeadline { get; init; } = DefaultConnectDeadline;

    /// <summary>How many redirects are followed, all through the proxy; 0 for none. Default: 10.</summary>
    public int MaximumRedirects { get; init; } = 10;

    /// <summary>The longest answer that the client reads into memory by itself, in bytes. A stream that is asked for has no such limit. Default: <see cref="DefaultMaximumAnswerBytes"/>.</summary>
    public int MaximumAnswerBytes { get; init; } = DefaultMaximumAnswerBytes;

    /// <summary>The roots that certificates of https pages lead to; null (the default) takes those of the system.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Cookies);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectDeadline, TimeSpan.Zero, nameof(ConnectDeadline));
        ArgumentOutOfRangeException.ThrowIfNegative(MaximumRedirects, nameof(MaximumRedirects));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumAnswerBytes, 1, nameof(MaximumAnswerBytes));
    }
}
