using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>What a page or a proxy may do to have this machine show itself. No socket but the one to the proxy may be opened.</summary>
public sealed class ProxyLeakTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CertificateThatSaysWhereItsIssuerIs_IsNotFollowedThere(bool hasOwnRoots)
    {
        // Building a chain would fetch a missing certificate from where the one at hand says, and not through any proxy.
        await using StubProxy bait = new(static _ => StubProxy.Page(""));
        using X509Certificate2 root = PageCertificates.Authority("CN=root", null);
        using X509Certificate2 between = PageCertificates.Authority("CN=between", root);
        using X509Certificate2 leaf = PageCertificates.Leaf(between, $"http://127.0.0.1:{bait.Port}/{Guid.NewGuid():N}.cer");
        SslStreamCertificateContext alone = SslStreamCertificateContext.Create(leaf, null, offline: true);
        await using StubProxy proxy = new(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), token);
            SslStream secured = new(stream);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = alone }, token);
            await secured.WriteAsync(Encoding.ASCII.GetBytes(StubProxy.Page("page")), token);
            await secured.DisposeAsync();
        });
        X509Certificate2Collection? roots = hasOwnRoots ? [root] : null;

        ProxyProbeReport report = await new ProxyProbe(new ProxyProbeOptions { Url = new Uri("https://page.example/"), TrustedRoots = roots }).RunAsync(ProxyList.Of(proxy.Endpoint), null, Token);
        using HttpClient client = PeerHttp.Create(proxy.Endpoint, new PeerHttpOptions { TrustedRoots = roots });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("https://page.example/"), Token));

        Assert.Equal(ProxyProbeOutcome.TlsFailed, report.Results[0].Outcome);
        Assert.Empty(bait.Requests);
    }

    [Theory]
    [InlineData(3, HttpVersionPolicy.RequestVersionOrLower)]
    [InlineData(3, HttpVersionPolicy.RequestVersionOrHigher)]
    [InlineData(2, HttpVersionPolicy.RequestVersionOrHigher)]
    [InlineData(1, HttpVersionPolicy.RequestVersionOrHigher)]
    public async Task RequestForANewerVersion_IsMadeWithOneThatGoesThroughProxies(int major, HttpVersionPolicy policy)
    {
        RecordingHandler inner = new();
        using HttpMessageInvoker client = new(new ProxiedHandler(inner));
        using HttpRequestMessage request = new(HttpMethod.Get, "https://page.example/") { Version = new Version(major, major == 1 ? 1 : 0), VersionPolicy = policy };

        using HttpResponseMessage response = await client.SendAsync(request, Token);

        Assert.Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower), (inner.Version, inner.Policy));
    }

    [Fact]
    public async Task RequestForHttp3AndNothingElse_IsRefusedAndLeavesNothingOnTheNetwork()
    {
        using Socket page = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        page.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using StubProxy proxy = new(static _ => "\x05\x00");
        foreach (ProxyEndpoint endpoint in new[] { proxy.Endpoint, proxy.AsSocks() })
        {
            using HttpClient client = PeerHttp.Create(endpoint);
            using HttpRequestMessage request = new(HttpMethod.Get, $"https://{page.LocalEndPoint}/") { Version = HttpVersion.Version30, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

            HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, Token));

            Assert.Equal(HttpRequestError.VersionNegotiationError, failure.HttpRequestError);
        }

        Assert.Equal(0, page.Available);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("page.example")]
    public async Task ConnectionToAnywhereElse_IsNotOpened(string host)
    {
        await using StubProxy page = new(static _ => StubProxy.Page("direct"));
        await using StubProxy proxy = new(static _ => StubProxy.Page("proxied"));
        ProxyRoute route = new(proxy.Endpoint);
        using SocketsHttpHandler handler = route.CreateHandler(new PeerHttpOptions());
        handler.UseProxy = false; // as if the platform's client had decided so
        using HttpMessageInvoker client = new(new ProxiedHandler(handler), disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{host}:{page.Port}/");

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, Token));

        Assert.Equal(ProxyProbeOutcome.Bypassed, ProxyFindings.Of(failure, proxy.Endpoint, isConnected: true).Outcome);
        Assert.Empty(page.Requests);
        Assert.Empty(proxy.Requests);
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public Version? Version { get; private set; }

        public HttpVersionPolicy Policy { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Version, Policy) = (request.Version, request.VersionPolicy);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
