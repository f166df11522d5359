using System.Net;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>What a <see cref="ProxyProbe"/> asks for, and how.</summary>
public sealed record ProxyProbeOptions
{
    /// <summary>What stands in <see cref="Url"/> for a number that is drawn anew for each request: <c>{nonce}</c>.</summary>
    public const string NoncePlaceholder = "{nonce}";

    /// <summary>The most that <see cref="Requests"/> may be.</summary>
    public const int MaximumRequests = 100;

    /// <summary>The most that <see cref="Timeout"/> may be: an hour.</summary>
    public static readonly TimeSpan MaximumTimeout = TimeSpan.FromHours(1);

    /// <summary>The default of <see cref="Timeout"/>: 15 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The page, http or https, without user and password and without <c>#</c>. Where <see cref="NoncePlaceholder"/> stands in it, a random number takes its place, and the answer has to repeat it, as those of echo services do. Where the answer
    /// is an IP address, or JSON with one as <c>origin</c>, <c>ip</c>, <c>ip_addr</c>, <c>address</c> or <c>query</c>, that counts as the address which the page saw.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>How many requests go through each proxy, one after the other; the first pays for connecting. 1 to <see cref="MaximumRequests"/>. Default: 3.</summary>
    public int Requests { get; init; } = 3;

    /// <summary>How many proxies are tried at a time. Many at a time disturb each other's times. Default: 5.</summary>
    public int Parallelism { get; init; } = 5;

    /// <summary>How long a request may take, with connecting and with its answer; more than 0 and at most <see cref="MaximumTimeout"/>. Default: <see cref="DefaultTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How many proxies of the list are tried, from its start. Default: 25.</summary>
    public int MaximumProxies { get; init; } = 25;

    /// <summary>The longest answer that is taken, in bytes. Default: 256 KiB.</summary>
    public int MaximumAnswerBytes { get; init; } = 256 * 1024;

    /// <summary>A text that the answer has to have; null (the default) for none.</summary>
    public string? ExpectedText { get; init; }

    /// <summary>Whether the page is asked once without any proxy first, to know which address it sees then. It thereby learns this machine's address. Default: false.</summary>
    public bool ComparesDirect { get; init; }

    /// <summary>Where cookies are kept for all proxies; null (the default) gives each a container of its own, so that the page cannot tell by a cookie that the requests belong together.</summary>
    public CookieContainer? Cookies { get; init; }

    /// <summary>The roots that certificates of https pages lead to; null (the default) takes those of the system.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Whether an address can be <see cref="Url"/>.</summary>
    /// <param name="url">The address.</param>
    public static bool IsPage(Uri url) => ProbeTarget.ProblemOf(url) is null;

    internal void Check()
    {
        if (ProbeTarget.ProblemOf(Url) is { } problem)
            throw new ArgumentException(problem, nameof(Url));
        InRange(Requests, MaximumRequests, nameof(Requests));
        InRange(Parallelism, ProxyList.MaximumEntries, nameof(Parallelism));
        InRange(MaximumProxies, ProxyList.MaximumEntries, nameof(MaximumProxies));
        InRange(MaximumAnswerBytes, int.MaxValue - 1, nameof(MaximumAnswerBytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timeout, MaximumTimeout, nameof(Timeout));
    }

    private static void InRange(int value, int maximum, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
    }
}
