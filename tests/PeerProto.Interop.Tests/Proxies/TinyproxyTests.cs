using System.Net;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>Two peers through a real proxy with basic authentication.</summary>
public sealed class TinyproxyTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ws", "http://{0}:{1}@127.0.0.1:{2}")]
    [InlineData("ws", "127.0.0.1:{2}:{0}:{1}")]
    [InlineData("tcp", "http://{0}:{1}@127.0.0.1:{2}")]
    public async Task TwoPeers_TalkThroughIt(string transport, string form)
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using PeerSession<IGreeter> ben = await StartAsync(new Greeter(), null);
        await using PeerSession<IGreeter> ana = await StartAsync(new Greeter(), ProxyOf(form, Tinyproxy.Password, proxy.Port));

        Peer<IGreeter> peer = await ana.ConnectAsync(EndpointOf(ben, transport), Token).AsTask().WaitAsync(Guard, Token);

        Assert.Equal("Hello Ana", await peer.Contract.GreetAsync("Ana", Token).AsTask().WaitAsync(Guard, Token));
    }

    [Theory]
    [InlineData("ws", "http://{0}:{1}@127.0.0.1:{2}")]
    [InlineData("tcp", "127.0.0.1:{2}:{0}:{1}")]
    public async Task WrongPassword_IsAnErrorThatNamesProxyAndStatus(string transport, string form)
    {
        const string Wrong = "not-the-password";
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using PeerSession<IGreeter> ben = await StartAsync(new Greeter(), null);
        await using PeerSession<IGreeter> ana = await StartAsync(new Greeter(), ProxyOf(form, Wrong, proxy.Port));

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(
            () => ana.ConnectAsync(EndpointOf(ben, transport), Token).AsTask().WaitAsync(Guard, Token));

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains($"http://127.0.0.1:{proxy.Port}", failure.Cause, StringComparison.Ordinal);
        Assert.Matches("status (401|407)", failure.Cause);
        Assert.DoesNotContain(Wrong, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoCredentials_IsAnErrorThatAsksForThem()
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using PeerSession<IGreeter> ben = await StartAsync(new Greeter(), null);
        await using PeerSession<IGreeter> ana = await StartAsync(new Greeter(), ProxyEndpoint.Parse($"127.0.0.1:{proxy.Port}"));

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(
            () => ana.ConnectAsync(EndpointOf(ben, "ws"), Token).AsTask().WaitAsync(Guard, Token));

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains("user:password@", failure.Remedy, StringComparison.Ordinal);
    }

    private static ProxyEndpoint ProxyOf(string form, string password, int port) =>
        ProxyEndpoint.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Tinyproxy.User, password, port));

    private static PeerEndpoint EndpointOf(PeerSession<IGreeter> session, string transport) =>
        PeerEndpoint.FromAddress(transport, session.LocalEndpoints[0].Address!);

    private static async Task<PeerSession<IGreeter>> StartAsync(Greeter service, ProxyEndpoint? proxy) => await PeerSession.StartAsync<IGreeter>(service, options =>
    {
        options.Transports = [new TcpTransportProvider(new TcpTransportOptions { Proxy = proxy })];
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = false;
    });
}
