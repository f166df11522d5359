using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Transports.Tests.Proxies;

public sealed class ProxyTests
{
    private const string Password = "hunter2";
    private const string Welcome = "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";

    private static readonly byte[] Opened = [5, 0, 0, 1, 127, 0, 0, 1, 0, 80];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tcp")]
    [InlineData("ws")]
    public async Task HttpProxy_CarriesTheLink(string transport)
    {
        await using ITransportListener listener = await ListenAsync();
        await using FakeProxy proxy = FakeProxy.Http(Welcome, listener.LocalEndpoint);
        PeerEndpoint target = PeerEndpoint.Parse($"{transport}://peer.invalid:4711");

        await ExchangeAsync(listener, Through($"http://ana:{Password}@127.0.0.1:{proxy.Port}"), target);

        Assert.StartsWith("CONNECT peer.invalid:4711 HTTP/1.1\r\nHost: peer.invalid:4711\r\n", proxy.HeardText, StringComparison.Ordinal);
        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ana:{Password}"))}\r\n", proxy.HeardText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("ws")]
    public async Task SocksProxy_CarriesTheLinkAndResolvesTheName(string transport)
    {
        await using ITransportListener listener = await ListenAsync();
        await using FakeProxy proxy = FakeProxy.Socks(listener.LocalEndpoint, (4, [5, 2]), (1 + 1 + 3 + 1 + 7, [1, 0]), (4 + 1 + 12 + 2, Opened));

        await ExchangeAsync(listener, Through($"socks5://ana:{Password}@127.0.0.1:{proxy.Port}"), PeerEndpoint.Parse($"{transport}://peer.invalid:4711"));

        Assert.Equal(
            [5, 2, 0, 2, 1, 3, .. "ana"u8, 7, .. "hunter2"u8, 5, 1, 0, 3, 12, .. "peer.invalid"u8, 0x12, 0x67],
            proxy.Heard);
    }

    [Fact]
    public async Task SocksProxyWithoutCredentials_IsAskedForAnAddress()
    {
        await using ITransportListener listener = await ListenAsync();
        await using FakeProxy proxy = FakeProxy.Socks(listener.LocalEndpoint, (3, [5, 0]), (10, [5, 0, 0, 3, 2, (byte)'o', (byte)'k', 0, 80]));
        await ExchangeAsync(listener, Through($"socks5://127.0.0.1:{proxy.Port}"), PeerEndpoint.Parse("tcp://192.0.2.7:4711"));
        Assert.Equal([5, 1, 0, 5, 1, 0, 1, 192, 0, 2, 7, 0x12, 0x67], proxy.Heard);
    }

    [Fact]
    public async Task BytesBehindTheAnswer_ReachTheLink()
    {
        await using FakeProxy proxy = FakeProxy.Http(Welcome + "hello");
        await using ITransportConnection client = await Through($"http://127.0.0.1:{proxy.Port}").ConnectAsync(PeerEndpoint.Parse("tcp://peer.invalid:1"), Token);
        var received = new byte[5];
        await client.Stream.ReadExactlyAsync(received, Token);
        Assert.Equal("hello"u8.ToArray(), received);
        Assert.Equal("tcp://peer.invalid:1", client.RemoteEndpoint.ToString());
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required", PeerErrorCode.ProxyCredentialsRefused, "407")]
    [InlineData("HTTP/1.0 401 Unauthorized", PeerErrorCode.ProxyCredentialsRefused, "401")]
    [InlineData("HTTP/1.1 403 Filtered", PeerErrorCode.ProxyRefused, "403 Filtered")]
    [InlineData("HTTP/1.1 502 Bad Gateway", PeerErrorCode.ProxyRefused, "502")]
    [InlineData("HTTP/1.1 100 Continue", PeerErrorCode.ProxyRefused, "100")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://elsewhere", PeerErrorCode.ProxyRefused, "302")]
    [InlineData("HTTP/2 200", PeerErrorCode.ProxyRefused, "like a proxy")]
    [InlineData("+OK POP3", PeerErrorCode.ProxyRefused, "like a proxy")]
    public async Task HttpProxyThatRefuses_IsNamedWithItsStatus(string answer, PeerErrorCode code, string named)
    {
        await using FakeProxy proxy = FakeProxy.Http(answer + "\r\n\r\n");
        PeerConnectionException failure = await FailsAsync($"http://ana:{Password}@127.0.0.1:{proxy.Port}");
        Assert.Equal(code, failure.Code);
        Assert.Contains($"http://127.0.0.1:{proxy.Port}", failure.Cause, StringComparison.Ordinal);
        Assert.Contains(named, failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpProxyThatAsksForCredentials_IsNotGivenAny()
    {
        await using FakeProxy proxy = FakeProxy.Http("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        PeerConnectionException failure = await FailsAsync($"http://127.0.0.1:{proxy.Port}");
        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Equal(PeerDiagnosisCode.ProxyRefused, failure.Diagnosis.Code);
        Assert.Contains("user:password@", failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", proxy.HeardText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpProxyWithoutEnd_IsReadUpToTheLimit()
    {
        await using FakeProxy proxy = FakeProxy.Http("HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000));
        PeerConnectionException failure = await FailsAsync($"http://127.0.0.1:{proxy.Port}");
        Assert.Equal(PeerErrorCode.ProxyRefused, failure.Code);
    }

    [Theory]
    [InlineData(new byte[] { 5, 0xFF }, PeerErrorCode.ProxyCredentialsRefused, "0xFF")]
    [InlineData(new byte[] { 4, 0 }, PeerErrorCode.ProxyRefused, "like a proxy")]
    [InlineData(new byte[] { 5, 1 }, PeerErrorCode.ProxyRefused, "like a proxy")]
    [InlineData(new byte[] { 5, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0 }, PeerErrorCode.ProxyRefused, "reply 1,")]
    [InlineData(new byte[] { 5, 0, 5, 2, 0, 1, 0, 0, 0, 0, 0, 0 }, PeerErrorCode.ProxyRefused, "reply 2,")]
    [InlineData(new byte[] { 5, 0, 5, 99, 0, 1, 0, 0, 0, 0, 0, 0 }, PeerErrorCode.ProxyRefused, "reply 99,")]
    [InlineData(new byte[] { 5, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, PeerErrorCode.ProxyRefused, "like a proxy")]
    [InlineData(new byte[] { 5, 0, 5, 0, 0, 9, 0, 0, 0, 0, 0, 0 }, PeerErrorCode.ProxyRefused, "like a proxy")]
    [InlineData(new byte[] { 5, 2, 1, 1 }, PeerErrorCode.ProxyCredentialsRefused, "status 1")]
    [InlineData(new byte[] { 5 }, PeerErrorCode.ProxyRefused, "hung up")]
    public async Task SocksProxyThatRefuses_IsNamedWithItsReply(byte[] says, PeerErrorCode code, string named)
    {
        await using FakeProxy proxy = FakeProxy.Socks(null, (4, says));
        PeerConnectionException failure = await FailsAsync($"socks5://ana:{Password}@127.0.0.1:{proxy.Port}");
        Assert.Equal(code, failure.Code);
        Assert.Contains($"socks5://127.0.0.1:{proxy.Port}", failure.Cause, StringComparison.Ordinal);
        Assert.Contains(named, failure.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task SilentProxy_HitsTheDeadline(string scheme)
    {
        await using var proxy = new FakeProxy((_, fake) => Task.Delay(Timeout.Infinite, fake.Token));
        var time = new FakeTimeProvider();
        Task<PeerConnectionException> failing = FailsAsync($"{scheme}://127.0.0.1:{proxy.Port}", time);
        while (!failing.IsCompleted)
        {
            // The clock of reaching the proxy may have been running still.
            await Task.Yield();
            if (proxy.WasAsked)
                time.Advance(TcpTransportOptions.DefaultConnectDeadline);
        }

        PeerConnectionException failure = await failing;
        Assert.Equal(PeerErrorCode.TimedOut, failure.Code);
        Assert.Contains($"{scheme}://127.0.0.1:{proxy.Port}", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProxyThatIsNotThere_IsNamedAndNotGoneAround()
    {
        await using ITransportListener listener = await ListenAsync();
        int closed;
        await using (FakeProxy gone = FakeProxy.Http(""))
            closed = gone.Port;
        var transport = Through($"http://127.0.0.1:{closed}");
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => transport.ConnectAsync(listener.LocalEndpoint, Token).AsTask());
        Assert.Equal(PeerErrorCode.ConnectionRefused, failure.Code);
        Assert.Equal(PeerDiagnosisCode.ProxyFailed, failure.Diagnosis.Code);
        Assert.Contains($"The proxy http://127.0.0.1:{closed}", failure.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loopback_IsDialledWithoutTheProxyOnlyIfAsked(bool bypass)
    {
        await using ITransportListener listener = await ListenAsync();
        await using FakeProxy proxy = FakeProxy.Http(Welcome, listener.LocalEndpoint);
        var transport = new TcpTransport(new TcpTransportOptions { Proxy = ProxyEndpoint.Parse($"127.0.0.1:{proxy.Port}"), BypassProxyForLoopback = bypass });
        await ExchangeAsync(listener, transport, listener.LocalEndpoint);
        Assert.Equal(!bypass, proxy.WasAsked);
    }

    private static TcpTransport Through(string proxy) => new(new TcpTransportOptions { Proxy = ProxyEndpoint.Parse(proxy) });

    private static async Task<ITransportListener> ListenAsync() =>
        await new TcpTransport().ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);

    private static async Task ExchangeAsync(ITransportListener listener, TcpTransport transport, PeerEndpoint target)
    {
        Task<ITransportConnection> accepting = listener.AcceptAsync(Token).AsTask();
        ITransportConnection client = await transport.ConnectAsync(target, Token);
        ITransportConnection server = await accepting;
        Task<Stream> completing = server.CompleteAsync(server.Stream, Token).AsTask();
        Stream near = await client.CompleteAsync(client.Stream, Token);
        await near.WriteAsync(new byte[] { 42 }, Token);
        Stream far = await completing;
        var received = new byte[1];
        await far.ReadExactlyAsync(received, Token);
        await far.WriteAsync(received, Token);
        await near.ReadExactlyAsync(received, Token);
        Assert.Equal(42, received[0]);
        client.Abort();
        server.Abort();
    }

    /// <summary>How it fails; never with the password in any text.</summary>
    private static async Task<PeerConnectionException> FailsAsync(string proxy, FakeTimeProvider? time = null)
    {
        var transport = new TcpTransport(new TcpTransportOptions { Proxy = ProxyEndpoint.Parse(proxy), TimeProvider = time ?? TimeProvider.System });
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => transport.ConnectAsync(PeerEndpoint.Parse("tcp://peer.invalid:80"), Token).AsTask());
        Assert.DoesNotContain(Password, failure.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        return failure;
    }
}
