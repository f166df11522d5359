using System.Net;
using System.Net.Sockets;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>Two peers through a real SOCKS 5 proxy with user and password (RFC 1929).</summary>
public sealed class MicrosocksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task TwoPeers_TalkThroughIt(string transport)
    {
        Peers.RequireTool(Microsocks.Program);
        await using Microsocks proxy = await Microsocks.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(proxy, Microsocks.Password));

        Assert.Equal("Hello Ana", await scene.GreetAsync(transport));
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task WrongPassword_IsAnErrorThatNamesProxyAndUser(string transport)
    {
        const string Wrong = "not-the-password";
        Peers.RequireTool(Microsocks.Program);
        await using Microsocks proxy = await Microsocks.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(proxy, Wrong));

        PeerConnectionException failure = await scene.FailAsync(transport);

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains($"socks5://127.0.0.1:{proxy.Port} refused the user '{Microsocks.User}'", failure.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task NoCredentials_IsAnErrorThatAsksForThem(string transport)
    {
        Peers.RequireTool(Microsocks.Program);
        await using Microsocks proxy = await Microsocks.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyEndpoint.Parse($"socks5://127.0.0.1:{proxy.Port}"));

        PeerConnectionException failure = await scene.FailAsync(transport);

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains("user:password@", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListensBehindIt_IsTheProxysReply()
    {
        Peers.RequireTool(Microsocks.Program);
        await using Microsocks proxy = await Microsocks.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(proxy, Microsocks.Password));
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // held, and not listened at

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => scene.Ana
            .ConnectAsync(PeerEndpoint.FromAddress("tcp", (IPEndPoint)closed.LocalEndPoint!), Token).AsTask().WaitAsync(ProxiedScene.Guard, Token));

        Assert.Equal(PeerErrorCode.ProxyRefused, failure.Code);
        Assert.Contains("nobody listens there", failure.Cause, StringComparison.Ordinal);
    }

    private static ProxyEndpoint ProxyOf(Microsocks proxy, string password) => ProxyEndpoint.Parse($"socks5://{Microsocks.User}:{password}@127.0.0.1:{proxy.Port}");
}
