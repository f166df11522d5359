using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// HTTP through a proxy, with the platform's own client: basic and digest authentication (RFC 7617, RFC 7616), pages over http and https (CONNECT, RFC 9110 section 9.3.6), cookies. A client never goes around its
/// proxy: every connection it opens goes there, loopback and redirects included, and where the proxy fails, the request fails. HTTP/3 is not used, nor are missing certificates and revocation lists fetched, since that would be past the proxy.
/// </summary>
/// <remarks>
/// Basic authentication shows the password to whoever listens between here and the proxy. It is sent only after the proxy has asked for it, and to the proxy alone.
/// </remarks>
public static class PeerHttp
{
    /// <summary>Makes a client. Dispose it when it is no longer needed; its connections stay open between requests.</summary>
    /// <param name="proxy">The proxy, with the credentials it asks for.</param>
    /// <param name="options">How it behaves; left out, the defaults.</param>
    /// <returns>The client. Whatever goes wrong on the way ends in an <see cref="HttpRequestException"/>, and a deadline in a <see cref="TaskCanceledException"/>, as with any client.</returns>
    /// <exception cref="ArgumentException">The proxy's host is no host name, or an option is out of range.</exception>
    public static HttpClient Create(ProxyEndpoint proxy, PeerHttpOptions? options = null)
    {
        options ??= new PeerHttpOptions();
        return new HttpClient(CreateHandler(proxy, options)) { Timeout = options.Timeout, MaxResponseContentBufferSize = options.MaximumAnswerBytes };
    }

    /// <summary>Makes the handler of a client, for factories and for handlers of one's own around it. What it holds to is the same, the time and the length of an answer apart, which are the client's.</summary>
    /// <param name="proxy">The proxy, with the credentials it asks for.</param>
    /// <param name="options">How it behaves; left out, the defaults.</param>
    /// <exception cref="ArgumentException">The proxy's host is no host name, or an option is out of range.</exception>
    public static HttpMessageHandler CreateHandler(ProxyEndpoint proxy, PeerHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        options ??= new PeerHttpOptions();
        options.Check();
        return new ProxiedHandler(new ProxyRoute(proxy).CreateHandler(options));
    }
}
