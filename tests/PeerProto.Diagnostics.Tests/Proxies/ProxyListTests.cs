namespace PeerProto.Diagnostics.Tests.Proxies;

public sealed class ProxyListTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("proxy.example:3128", "http://proxy.example:3128", null, null)]
    [InlineData("proxy.example:3128:ana:hunter2", "http://proxy.example:3128", "ana", "hunter2")]
    [InlineData("proxy.example:3128:ana:h:un:ter2:", "http://proxy.example:3128", "ana", "h:un:ter2:")]
    [InlineData("proxy.example:3128:ana:", "http://proxy.example:3128", "ana", "")]
    [InlineData("proxy.example:3128:ana:100%25", "http://proxy.example:3128", "ana", "100%25")]
    [InlineData("[2001:db8::7]:3128:ana:h:2", "http://[2001:db8::7]:3128", "ana", "h:2")]
    [InlineData("http://ana:h%3Aunter2@192.0.2.7:8080/", "http://192.0.2.7:8080", "ana", "h:unter2")]
    [InlineData("  192.0.2.7:80  ", "http://192.0.2.7:80", null, null)]
    public void LineThatIsAProxy_IsOne(string line, string proxy, string? user, string? password)
    {
        ProxyListEntry entry = Assert.Single(ProxyList.Parse(line).Entries);

        Assert.Null(entry.Problem);
        Assert.Equal((proxy, user), (entry.Endpoint!.ToString(), entry.Endpoint.UserName));
        Assert.Equal(password ?? "", PasswordOf(entry.Endpoint));
    }

    [Theory]
    [InlineData("hunter2", "the port is missing")]
    [InlineData("proxy.example:", "the port is not a number from 1 to 65535")]
    [InlineData("proxy.example:http:ana:hunter2", "the port is not a number from 1 to 65535")]
    [InlineData("proxy.example:0:ana:hunter2", "the port is not a number from 1 to 65535")]
    [InlineData("proxy.example:65536:ana:hunter2", "the port is not a number from 1 to 65535")]
    [InlineData("proxy.example: 80:ana:hunter2", "the port is not a number from 1 to 65535")]
    [InlineData(":80:ana:hunter2", "the host is missing")]
    [InlineData("proxy.example:80:hunter2", "there is a user and no password: write host:port:user:password")]
    [InlineData("proxy.example:80::hunter2", "the user is missing")]
    [InlineData("ana:hunter2@proxy.example:80", "user:password@host:port needs http:// or socks5:// before it")]
    [InlineData("https://ana:hunter2@proxy.example:443", "proxies that are spoken to over TLS are not known here; most take http:// for pages of both kinds")]
    [InlineData("socks4://ana:hunter2@proxy.example:1080", "the scheme is neither http nor socks5")]
    [InlineData("http://ana:hunter2@proxy.example", "the port is missing")]
    [InlineData("http://:hunter2@proxy.example:80", "the user is missing")]
    [InlineData("http://a%3Ana:hunter2@proxy.example:80", "user or password is too long, or the user has a colon in it, which HTTP cannot carry")]
    [InlineData("2001:db8::7", "an IPv6 address is written in brackets, with the port behind them")]
    [InlineData("[2001:db8::7", "the bracket of the IPv6 address is not closed")]
    [InlineData("[2001:db8::7]", "the port is missing")]
    [InlineData("pro xy:80:ana:hunter2", "the host is no host name")]
    [InlineData("pro?xy:80:ana:hunter2", "the host is no host name")]
    [InlineData("proxy.example:80:ana:hun\tter2", "there is a control character in it")]
    public void LineThatIsNone_SaysWhyWithoutRepeatingIt(string line, string problem)
    {
        ProxyListEntry entry = Assert.Single(ProxyList.Parse(line).Entries);

        Assert.Equal((null, problem), (entry.Endpoint, entry.Problem));
        Assert.DoesNotContain(Secret, entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SocksProxy_IsOneToo()
    {
        ProxyEndpoint proxy = Assert.Single(ProxyList.Parse("socks5://ana:hunter2@192.0.2.7:1080").Entries).Endpoint!;

        Assert.Equal((ProxyKind.Socks5, "socks5://192.0.2.7:1080", "ana"), (proxy.Kind, proxy.ToString(), proxy.UserName));
    }

    [Fact]
    public void TooLongPassword_IsSaidToBe() =>
        Assert.Equal("the password has more than 255 bytes", Assert.Single(ProxyList.Parse($"proxy.example:80:ana:{new string('ä', 128)}").Entries).Problem);

    [Fact]
    public void LinesAreCounted_EmptyOnesAndNotesToo()
    {
        ProxyList list = ProxyList.Parse("\uFEFF# ours\r\n\r\n192.0.2.1:80\r\n   # theirs\r\nnonsense\r\n192.0.2.2:80");

        Assert.Equal([3, 5, 6], list.Entries.Select(static entry => entry.Line));
        Assert.Equal([true, false, true], list.Entries.Select(static entry => entry.Endpoint is not null));
        Assert.False(list.IsCut);
    }

    [Fact]
    public void ListPastTheLimit_IsCutAndSaysSo()
    {
        ProxyList list = ProxyList.Parse(string.Concat(Enumerable.Repeat("192.0.2.1:80\n", ProxyList.MaximumEntries + 1)));

        Assert.Equal((ProxyList.MaximumEntries, true), (list.Entries.Count, list.IsCut));
    }

    [Fact]
    public void EmptyLinesWithoutEnd_AreNotReadWithoutEnd()
    {
        using EndlessReader reader = new("\n");
        ProxyList list = ProxyList.Read(reader);

        Assert.Equal((0, true, false), (list.Entries.Count, list.IsCut, reader.WasDrained));
    }

    [Fact]
    public void LineWithoutEnd_IsReadUpToTheLimit()
    {
        ProxyListEntry entry = Assert.Single(ProxyList.Parse(new string('x', 10 * ProxyList.MaximumLineLength)).Entries);

        Assert.Equal($"the line has more than {ProxyList.MaximumLineLength} characters", entry.Problem);
    }

    // The password is for the proxy alone: what its client would send there is what tells.
    private static string PasswordOf(ProxyEndpoint proxy)
    {
        using SocketsHttpHandler handler = new ProxyRoute(proxy).CreateHandler(new PeerHttpOptions());
        Uri place = handler.Proxy!.GetProxy(new Uri("http://page.example/"))!;
        return handler.Proxy.Credentials?.GetCredential(place, "Basic")?.Password ?? "";
    }

    private sealed class EndlessReader(string text) : TextReader
    {
        private const int Most = 10_000_000;
        private int _read;

        public bool WasDrained => _read >= Most;

        public override int Read() => _read < Most ? text[_read++ % text.Length] : -1;
    }
}
