using System.Net;

namespace PeerProto.Abstractions.Tests.Transports;

public sealed class PeerEndpointTests
{
    [Theory]
    [InlineData("tcp://peer.local:4711")]
    [InlineData("tcp://192.0.2.1:1")]
    [InlineData("tcp://[2001:db8::1]:65535")]
    [InlineData("tcp://[fe80::1%3]:4711")]
    [InlineData("memory://ana")]
    [InlineData("memory://peer-17")]
    [InlineData("a+b-c.1://x")]
    [InlineData("ws://peer.local:80/chat")]
    [InlineData("ws://[fe80::1%3]:80/a/b?c=%20:9")]
    [InlineData("unix:///run/user/1000/chat.sock")]
    public void WellFormedText_IsReadAndWrittenBack(string text)
    {
        PeerEndpoint endpoint = PeerEndpoint.Parse(text);
        Assert.Equal(text, endpoint.ToString());
        Assert.Equal(endpoint, PeerEndpoint.Parse(endpoint.ToString()));
        Assert.Equal(endpoint.GetHashCode(), PeerEndpoint.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("peer.local:4711")]
    [InlineData("://peer:1")]
    [InlineData("TCP://peer:1")]
    [InlineData("tcp//peer:1")]
    [InlineData("tcp://")]
    [InlineData("tcp://:4711")]
    [InlineData("tcp://peer:")]
    [InlineData("tcp://peer:0")]
    [InlineData("tcp://peer:65536")]
    [InlineData("tcp://peer:-1")]
    [InlineData("tcp://peer:+1")]
    [InlineData("tcp://peer: 1")]
    [InlineData("tcp://pe er:1")]
    [InlineData("tcp://peer/path:1")]
    [InlineData("tcp://2001:db8::1:4711")]
    [InlineData("tcp://[]:4711")]
    [InlineData("tcp://[192.0.2.1]:4711")]
    [InlineData("tcp://[peer]:4711")]
    [InlineData("tcp://[[::1]]:4711")]
    [InlineData("tcp://[::1]:4711]:1")]
    [InlineData("tcp://[fe80::1%no-such-interface]:4711")]
    [InlineData("tcp://[fe80::1%]:4711")]
    [InlineData("seventeen-letters://x")]
    [InlineData("unix:///")]
    [InlineData("unix://name/path")]
    [InlineData("ws://peer:80/a b")]
    [InlineData("ws://peer:80/a#b")]
    [InlineData("ws://peer:80/\u00E9")]
    [InlineData("ws://peer:80?a")]
    public void MalformedText_IsRefused(string text)
    {
        Assert.False(PeerEndpoint.TryParse(text, out PeerEndpoint? endpoint));
        Assert.Null(endpoint);
        Assert.Throws<FormatException>(() => PeerEndpoint.Parse(text));
    }

    [Fact]
    public void LongestHost_IsReadAndOneMoreIsNot()
    {
        Assert.True(PeerEndpoint.TryParse($"memory://{new string('x', PeerEndpoint.MaximumHostLength)}", out _));
        Assert.False(PeerEndpoint.TryParse($"memory://{new string('x', PeerEndpoint.MaximumHostLength + 1)}", out _));
        Assert.False(PeerEndpoint.TryParse($"tcp://{new string('x', PeerEndpoint.MaximumHostLength + 1)}:1", out _));
    }

    [Fact]
    public void InterfaceNameAsScope_BecomesItsIndex()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux surely has an interface named lo.");
        PeerEndpoint endpoint = PeerEndpoint.Parse("tcp://[fe80::1%lo]:4711");
        Assert.Equal(1, endpoint.Address!.Address.ScopeId);
    }

    [Fact]
    public void IPv4MappedAddress_IsTheIPv4Address()
    {
        PeerEndpoint mapped = PeerEndpoint.FromAddress("tcp", new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 5));
        Assert.Equal("tcp://192.0.2.1:5", mapped.ToString());
        Assert.Equal(PeerEndpoint.Parse("tcp://192.0.2.1:5"), mapped);
    }

    [Fact]
    public void HostNames_CompareWithoutCaseAndOpaqueNamesWithIt()
    {
        Assert.True(PeerEndpoint.Parse("tcp://Peer.Local:5") == PeerEndpoint.Parse("tcp://peer.local:5"));
        Assert.True(PeerEndpoint.Parse("memory://Ana") != PeerEndpoint.Parse("memory://ana"));
        Assert.NotEqual(PeerEndpoint.Parse("tcp://peer:5"), PeerEndpoint.Parse("tcp://peer:6"));
        Assert.NotEqual(PeerEndpoint.Parse("tcp://[fe80::1%1]:5"), PeerEndpoint.Parse("tcp://[fe80::1%2]:5"));
    }

    [Fact]
    public void SlashAloneBehindAPort_IsNoPath()
    {
        PeerEndpoint endpoint = PeerEndpoint.Parse("ws://peer:80/");
        Assert.Null(endpoint.Path);
        Assert.Equal(PeerEndpoint.Parse("ws://peer:80"), endpoint);
        Assert.Equal("ws://peer:80/chat", endpoint.WithPath("/chat").ToString());
        Assert.NotEqual(endpoint, endpoint.WithPath("/chat"));
        Assert.Equal(endpoint, endpoint.WithPath("/chat").WithPath(null));
    }

    [Fact]
    public void PathThatIsNone_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PeerEndpoint.FromPath("unix", "/"));
        Assert.Throws<ArgumentException>(() => PeerEndpoint.FromPath("unix", "relative"));
        Assert.Throws<ArgumentException>(() => PeerEndpoint.FromPath("unix", "/" + new string('x', PeerEndpoint.MaximumPathLength)));
        Assert.Throws<ArgumentException>(() => PeerEndpoint.Parse("ws://peer:80").WithPath("/a b"));
        Assert.Throws<InvalidOperationException>(() => PeerEndpoint.Parse("memory://ana").WithPath("/chat"));
    }

    [Fact]
    public void RandomText_NeverThrowsFromTryParse()
    {
        const string Alphabet = "tcp:/[]%.0123456789abf ";
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++)
        {
            string text = string.Concat(random.NextDouble() < 0.5 ? "tcp://" : "", new string(random.GetItems<char>(Alphabet, random.Next(20))));
            if (PeerEndpoint.TryParse(text, out PeerEndpoint? endpoint))
                Assert.Equal(endpoint, PeerEndpoint.Parse(endpoint.ToString()));
        }
    }
}
