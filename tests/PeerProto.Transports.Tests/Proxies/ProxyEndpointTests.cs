namespace PeerProto.Transports.Tests.Proxies;

public sealed class ProxyEndpointTests
{
    [Theory]
    [InlineData("http://proxy.example:3128", ProxyKind.Http, "proxy.example", 3128, null, null)]
    [InlineData("HTTP://ana:secret@192.0.2.1:80/", ProxyKind.Http, "192.0.2.1", 80, "ana", "secret")]
    [InlineData("http://ana%40work:s%3A%2Fcret%25@proxy:80", ProxyKind.Http, "proxy", 80, "ana@work", "s:/cret%")]
    [InlineData("http://ana:p@ss@proxy:80", ProxyKind.Http, "proxy", 80, "ana", "p@ss")]
    [InlineData("http://ana@proxy:80", ProxyKind.Http, "proxy", 80, "ana", "")]
    [InlineData("socks5://ana:secret@[2001:db8::1]:1080", ProxyKind.Socks5, "2001:db8::1", 1080, "ana", "secret")]
    [InlineData("socks5h://proxy:1080", ProxyKind.Socks5, "proxy", 1080, null, null)]
    [InlineData("proxy.example:3128:ana:secret", ProxyKind.Http, "proxy.example", 3128, "ana", "secret")]
    [InlineData("proxy.example:3128:ana:se:cr%40et", ProxyKind.Http, "proxy.example", 3128, "ana", "se:cr%40et")]
    [InlineData("[2001:db8::1]:3128:ana:", ProxyKind.Http, "2001:db8::1", 3128, "ana", "")]
    [InlineData("proxy.example:3128", ProxyKind.Http, "proxy.example", 3128, null, null)]
    public void WellFormedText_IsRead(string text, ProxyKind kind, string host, int port, string? user, string? password)
    {
        ProxyEndpoint proxy = ProxyEndpoint.Parse(text);
        Assert.Equal((kind, host, port, user, password), (proxy.Kind, proxy.Host, proxy.Port, proxy.UserName, proxy.Password));
        Assert.Equal(proxy.ToString(), ProxyEndpoint.Parse(proxy.ToString()).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("proxy")]
    [InlineData("proxy:")]
    [InlineData("proxy:0:ana:hunter2")]
    [InlineData("proxy:99999:ana:hunter2")]
    [InlineData("proxy:80:hunter2")]
    [InlineData("proxy:80::hunter2")]
    [InlineData("http://ana:hunter2@proxy")]
    [InlineData("http://ana:hunter2@proxy:80/path")]
    [InlineData("http://:hunter2@proxy:80")]
    [InlineData("http://a%3Ana:hunter2@proxy:80")]
    [InlineData("http://ana:hunter2%0D%0A@proxy:80")]
    [InlineData("https://ana:hunter2@proxy:80")]
    [InlineData("ftp://ana:hunter2@proxy:80")]
    [InlineData("://ana:hunter2@proxy:80")]
    public void MalformedText_IsRefusedWithoutBeingRepeated(string text)
    {
        Assert.False(ProxyEndpoint.TryParse(text, out ProxyEndpoint? proxy));
        Assert.Null(proxy);
        FormatException failure = Assert.Throws<FormatException>(() => ProxyEndpoint.Parse(text));
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CredentialsBeyondTheLimit_AreRefused()
    {
        string longest = new('x', ProxyEndpoint.MaximumCredentialBytes);
        Assert.True(ProxyEndpoint.TryParse($"proxy:80:{longest}:{longest}", out _));
        Assert.False(ProxyEndpoint.TryParse($"proxy:80:{longest}x:y", out _));
        Assert.False(ProxyEndpoint.TryParse($"proxy:80:y:{longest}x", out _));
        ArgumentException failure = Assert.Throws<ArgumentException>(() => ProxyEndpoint.Create(ProxyKind.Http, "proxy", 80, "ana", longest + "x"));
        Assert.DoesNotContain("xxx", failure.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ProxyEndpoint.Create(ProxyKind.Http, "proxy", 80, null, "y"));
    }

    [Fact]
    public void NoText_ShowsThePassword()
    {
        ProxyEndpoint proxy = ProxyEndpoint.Parse("http://ana:hunter2@proxy:80");
        Assert.Equal("http://proxy:80", proxy.ToString());
        Assert.DoesNotContain("hunter2", new TcpTransportOptions { Proxy = proxy }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RandomText_NeverThrowsFromTryParse()
    {
        const string Alphabet = "htps5ck:/[]@%.0189ab ";
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++)
        {
            string text = string.Concat(random.NextDouble() < 0.5 ? "http://" : "", new string(random.GetItems<char>(Alphabet, random.Next(24))));
            if (ProxyEndpoint.TryParse(text, out ProxyEndpoint? proxy))
                Assert.InRange(proxy.Port, 1, 65_535);
        }
    }
}
