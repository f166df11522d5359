using System.Security.Cryptography;

namespace PeerProto.Diagnostics;

/// <summary>The page of a probe, with a new number in its address for each request where there is a place for one.</summary>
internal sealed class ProbeTarget(Uri url)
{
    private const int NonceLength = 24;

    private readonly bool _hasNonce = url.OriginalString.Contains(ProxyProbeOptions.NoncePlaceholder, StringComparison.Ordinal);

    /// <summary>Why an address is no page that a probe can ask for, as a sentence; null where it is one.</summary>
    public static string? ProblemOf(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return "The page is not an absolute address of http or https.";
        if (url.UserInfo.Length > 0)
            return "User and password do not belong into the page's address.";
        if (url.OriginalString.Contains('#', StringComparison.Ordinal))
            return "What stands behind # in the page's address is never sent.";
        string host = url.IdnHost.Contains(':', StringComparison.Ordinal) ? $"[{url.IdnHost.Trim('[', ']')}]" : url.IdnHost;
        return PeerEndpoint.TryParse($"{TcpTransport.TransportName}://{host}:{url.Port}", out _) ? null : "The page's host is no host name.";
    }

    /// <summary>The address for one request, and the number in it, or null.</summary>
    public (Uri Url, string? Nonce) Next()
    {
        if (!_hasNonce)
            return (url, null);
        string nonce = RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);
        return (new Uri(url.OriginalString.Replace(ProxyProbeOptions.NoncePlaceholder, nonce, StringComparison.Ordinal)), nonce);
    }

    /// <summary>Whether an answer came from the page's own host and port, or from its https where http was asked for.</summary>
    public bool IsPlaceOf(Uri answered) => answered.IdnHost.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (answered.Port == url.Port || (url is { IsDefaultPort: true, Scheme: "http" } && answered is { IsDefaultPort: true, Scheme: "https" }));
}
