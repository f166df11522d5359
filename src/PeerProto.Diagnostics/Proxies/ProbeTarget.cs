using System.Security.Cryptography;

namespace PeerProto.Diagnostics;

/// <summary>The page of a probe, with a new number in its address for each request where there is a place for one.</summary>
internal sealed class ProbeTarget(Uri url)
{
    private const int NonceLength = 24;

    private readonly bool _hasNonce = url.OriginalString.Contains(ProxyProbeOptions.NoncePlaceholder, StringComparison.Ordinal);

    /// <exception cref="ArgumentException">It is no page that a probe can ask for.</exception>
    public static void Check(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("The page is not an absolute address of http or https.", nameof(url));
        if (url.UserInfo.Length > 0)
            throw new ArgumentException("User and password do not belong into the page's address.", nameof(url));
    }

    /// <summary>The address for one request, and the number in it, or null.</summary>
    public (Uri Url, string? Nonce) Next()
    {
        if (!_hasNonce)
            return (url, null);
        string nonce = RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);
        return (new Uri(url.OriginalString.Replace(ProxyProbeOptions.NoncePlaceholder, nonce, StringComparison.Ordinal)), nonce);
    }

    /// <summary>Whether an answer came from the page's own host.</summary>
    public bool IsHostOf(Uri answered) => answered.IdnHost.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase);
}
