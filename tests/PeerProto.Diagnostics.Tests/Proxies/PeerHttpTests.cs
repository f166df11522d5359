using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Diagnostics.Tests.Proxies;

public sealed class PeerHttpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoClients_ShareTheCookiesOfOneContainer()
    {
        await using StubProxy one = new(static _ => StubProxy.Page("one", "Set-Cookie: session=7\r\n"));
        await using StubProxy other = new(static head => StubProxy.Page(head.Contains("Cookie: session=7\r\n", StringComparison.Ordinal) ? "known" : "stranger"));
        PeerHttpOptions options = new() { Cookies = new CookieContainer() };
        using HttpClient first = PeerHttp.Create(one.Endpoint, options);
        using HttpClient second = PeerHttp.Create(other.Endpoint, options);

        await first.GetStringAsync(new Uri("http://page.example/"), Token);

        Assert.Equal("known", await second.GetStringAsync(new Uri("http://page.example/"), Token));
    }

    [Fact]
    public async Task ProxyThatFails_IsNotGoneAround()
    {
        await using StubProxy page = new(static _ => StubProxy.Page("direct"));
        await using StubProxy proxy = new(static (_, _, _) => throw new IOException());
        using HttpClient client = PeerHttp.Create(proxy.Endpoint);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri($"http://127.0.0.1:{page.Port}/"), Token));

        Assert.Empty(page.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task RedirectToThisMachine_GoesThroughTheProxyToo(string host)
    {
        await using StubProxy page = new(static _ => StubProxy.Page("direct"));
        await using StubProxy proxy = new(head => StubProxy.UrlOf(head).Contains("page.example", StringComparison.Ordinal)
            ? StubProxy.Page("", $"Location: http://{host}:{page.Port}/\r\n", "302 Found")
            : StubProxy.Page("proxied"));
        using HttpClient client = PeerHttp.Create(proxy.Endpoint);

        Assert.Equal("proxied", await client.GetStringAsync(new Uri("http://page.example/"), Token));

        Assert.Empty(page.Requests);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task PasswordWithColons_IsSentAsItIsAndOnlyAfterTheProxyAsked()
    {
        await using StubProxy proxy = new(static head => head.Contains("Proxy-Authorization", StringComparison.Ordinal)
            ? StubProxy.Page("in")
            : StubProxy.Page("", "Proxy-Authenticate: Basic realm=\"stub\"\r\n", "407 Proxy Authentication Required"));
        using HttpClient client = PeerHttp.Create(ProxyEndpoint.Parse($"127.0.0.1:{proxy.Port}:ana:pa:ss:wörd"));

        Assert.Equal("in", await client.GetStringAsync(new Uri("http://page.example/"), Token));

        Assert.DoesNotContain("Authorization", proxy.Requests[0], StringComparison.Ordinal);
        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:pa:ss:wörd"))}\r\n", proxy.Requests[1], StringComparison.Ordinal);
        Assert.All(proxy.Requests, static head => Assert.DoesNotContain("\r\nAuthorization", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EachRequestOverHttp_IsMadeTwice()
    {
        // What docs/apple/proxies.md says about round trips: the platform's client remembers no challenge of a proxy.
        await using StubProxy proxy = new(static head => head.Contains("Proxy-Authorization", StringComparison.Ordinal)
            ? StubProxy.Page("in")
            : StubProxy.Page("", "Proxy-Authenticate: Basic realm=\"stub\"\r\n", "407 Proxy Authentication Required"));
        using HttpClient client = PeerHttp.Create(proxy.For("ana", "hunter2"));

        await client.GetStringAsync(new Uri("http://page.example/1"), Token);
        await client.GetStringAsync(new Uri("http://page.example/2"), Token);

        Assert.Equal(["/1", "/1", "/2", "/2"], proxy.Requests.Select(static head => new Uri(StubProxy.UrlOf(head)).AbsolutePath));
    }

    [Fact]
    public async Task TunnelToAPageOverHttps_IsAskedForTwiceAndCarriesAllRequests()
    {
        using X509Certificate2 root = PageCertificates.Authority("CN=root", null);
        using X509Certificate2 leaf = PageCertificates.Leaf(root);
        await using StubProxy proxy = new(async (head, stream, token) =>
        {
            if (!head.Contains("Proxy-Authorization", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(StubProxy.Page("", "Proxy-Authenticate: Basic realm=\"stub\"\r\n", "407 Proxy Authentication Required")), token);
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), token);
            await using SslStream secured = new(stream);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(leaf, null, offline: true) }, token);
            using StreamReader reader = new(secured, Encoding.Latin1);
            while (await reader.ReadLineAsync(token) is { } line)
            {
                if (line.Length == 0)
                    await secured.WriteAsync(Encoding.ASCII.GetBytes(StubProxy.Page("page")), token);
            }
        });
        using HttpClient client = PeerHttp.Create(proxy.For("ana", "hunter2"), new PeerHttpOptions { TrustedRoots = [root] });

        Assert.Equal("page", await client.GetStringAsync(new Uri("https://page.example/1"), Token));
        Assert.Equal("page", await client.GetStringAsync(new Uri("https://page.example/2"), Token));

        Assert.Equal(["CONNECT page.example:443 HTTP/1.1", "CONNECT page.example:443 HTTP/1.1"], proxy.Requests.Select(static head => head.Split('\r')[0]));
    }

    [Fact]
    public async Task DisposedClient_SaysThatItIsAndBlamesNoProxy()
    {
        HttpMessageHandler handler = PeerHttp.CreateHandler(ProxyEndpoint.Parse("192.0.2.1:80"));
        using HttpMessageInvoker client = new(handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, "http://page.example/");
        handler.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync(request, Token));
    }

    [Fact]
    public async Task ChallengeThatSaysSomethingTwice_IsAnErrorOfHttp()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Proxy-Authenticate: Digest realm=\"r\", nonce=\"1\", qop=\"auth\", qop=\"hunter2\"\r\n", "407 no"));
        using HttpClient client = PeerHttp.Create(proxy.For("ana", "hunter2"));

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("http://page.example/"), Token));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTraceOfThisProgram_IsSent()
    {
        using System.Diagnostics.Activity activity = new("test");
        activity.Start();
        await using StubProxy proxy = new(static _ => StubProxy.Page("hello"));
        using HttpClient client = PeerHttp.Create(proxy.Endpoint);

        await client.GetStringAsync(new Uri("http://page.example/"), Token);

        Assert.DoesNotContain("traceparent", proxy.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnswerPastTheLimit_IsAnError()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page(new string('x', 1001)));
        using HttpClient client = PeerHttp.Create(proxy.Endpoint, new PeerHttpOptions { MaximumAnswerBytes = 1000 });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("http://page.example/"), Token));
    }

    [Fact]
    public void HostThatIsNone_IsRefused() => Assert.Throws<ArgumentException>(static () => PeerHttp.Create(ProxyEndpoint.Create(ProxyKind.Http, "pro?xy", 80)));

    [Fact]
    public void OptionOutOfRange_IsRefused()
    {
        ProxyEndpoint proxy = ProxyEndpoint.Parse("192.0.2.1:80");
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerHttp.Create(proxy, new PeerHttpOptions { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerHttp.Create(proxy, new PeerHttpOptions { ConnectDeadline = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerHttp.Create(proxy, new PeerHttpOptions { MaximumRedirects = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerHttp.Create(proxy, new PeerHttpOptions { MaximumAnswerBytes = 0 }));
    }
}
