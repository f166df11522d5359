using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Transports.Proxies;

namespace PeerProto.Diagnostics;

/// <summary>
/// The way of HTTP through one proxy: makes the handler, opens its connections, and refuses to open one to anywhere else. HTTP proxies are left to the handler; SOCKS proxies are asked here, since the handler
/// tells why they refuse in words only.
/// </summary>
internal sealed class ProxyRoute(ProxyEndpoint proxy, ProxyDial? dial = null)
{
    private readonly ProxyDial _dial = dial ?? DialAsync;
    private volatile ProxyLink? _link;

    /// <summary>The connection to the proxy that was opened last, or null before the first.</summary>
    public ProxyLink? Link => _link;

    /// <summary>The proxy as the handler names it, or null where its host is no host name.</summary>
    public static Uri? UriOf(ProxyEndpoint proxy)
    {
        string host = proxy.Host.Split('%')[0]; // an IPv6 scope means nothing to the handler, and connections are opened here
        if (host.Contains(':', StringComparison.Ordinal))
            host = $"[{host}]";
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && Uri.TryCreate($"http://{host}:{proxy.Port}", UriKind.Absolute, out Uri? uri) && uri.PathAndQuery == "/" ? uri : null;
    }

    /// <summary>Makes a handler whose every connection is opened here.</summary>
    public SocketsHttpHandler CreateHandler(PeerHttpOptions options)
    {
        Uri place = UriOf(proxy) ?? throw new ArgumentException("The host of the proxy is no host name.", nameof(options));
        SocketsHttpHandler handler = new()
        {
            UseCookies = true,
            CookieContainer = options.Cookies,
            AllowAutoRedirect = options.MaximumRedirects > 0,
            MaxAutomaticRedirections = Math.Max(1, options.MaximumRedirects),
            ConnectTimeout = options.ConnectDeadline,
            UseProxy = proxy.Kind == ProxyKind.Http,
            Proxy = proxy.Kind == ProxyKind.Http ? new OnlyWay(place, CredentialsFor(place)) : null,
            ConnectCallback = proxy.Kind == ProxyKind.Http ? OpenHttpAsync : OpenSocksAsync,
            ActivityHeadersPropagator = null, // no trace of this program's own for strangers
        };
        Trust(handler, options.TrustedRoots);
        return handler;
    }

    /// <summary>
    /// Lets certificates lead to these roots, or to those of the system where there are none. What a chain lacks is not fetched from where its certificates say: that would be a connection past the proxy, to
    /// an address that page and proxy choose.
    /// </summary>
    public static void Trust(SocketsHttpHandler handler, X509Certificate2Collection? roots)
    {
        X509ChainPolicy policy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }

    private static async ValueTask<ProxyLink> DialAsync(ProxyEndpoint proxy, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint place = proxy.Place.Address is { } address ? address : new DnsEndPoint(proxy.Host, proxy.Port);
            await socket.ConnectAsync(place, cancellationToken);
            return new ProxyLink(new NetworkStream(socket, ownsSocket: true), AddressOf(socket.LocalEndPoint), AddressOf(socket.RemoteEndPoint));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress? AddressOf(EndPoint? place) => place is IPEndPoint { Address: var address } ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    private CredentialCache? CredentialsFor(Uri place)
    {
        if (proxy.UserName is null)
            return null;
        NetworkCredential credential = new(proxy.UserName, proxy.Password);
        return new CredentialCache { { place, "Basic", credential }, { place, "Digest", credential } }; // and to no other scheme
    }

    private async ValueTask<Stream> OpenHttpAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Uri place = UriOf(proxy)!;
        if (context.DnsEndPoint.Port != place.Port || !context.DnsEndPoint.Host.Trim('[', ']').Equals(place.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
            throw new ProxyBypassException();
        return await OpenAsync(cancellationToken);
    }

    private async ValueTask<Stream> OpenSocksAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Stream stream = await OpenAsync(cancellationToken);
        try
        {
            PeerEndpoint target = PeerEndpoint.FromHost(TcpTransport.TransportName, context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
            await new Socks5Dialogue(proxy, stream).ConnectAsync(target, cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        ProxyLink link = await _dial(proxy, cancellationToken);
        _link = link;
        return link.Stream;
    }

    /// <summary>A proxy for every address: the one of the platform leaves some out when told to.</summary>
    private sealed class OnlyWay(Uri place, ICredentials? credentials) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = credentials;

        public Uri GetProxy(Uri destination) => place;

        public bool IsBypassed(Uri host) => false;
    }
}
