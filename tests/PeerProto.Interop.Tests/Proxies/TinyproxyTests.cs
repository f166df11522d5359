using System.Globalization;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>Two peers through a real HTTP proxy with basic authentication.</summary>
public sealed class TinyproxyTests
{
    private const string Url = "http://{0}:{1}@127.0.0.1:{2}";
    private const string Line = "127.0.0.1:{2}:{0}:{1}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ws", Url)]
    [InlineData("ws", Line)]
    [InlineData("tcp", Url)]
    [InlineData("tcp", Line)]
    public async Task TwoPeers_TalkThroughIt(string transport, string form)
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(form, Tinyproxy.Password, proxy.Port));

        Assert.Equal("Hello Ana", await scene.GreetAsync(transport));
    }

    [Theory]
    [InlineData("ws", Url)]
    [InlineData("ws", Line)]
    [InlineData("tcp", Url)]
    [InlineData("tcp", Line)]
    public async Task WrongPassword_IsAnErrorThatNamesProxyAndStatus(string transport, string form)
    {
        const string Wrong = "not-the-password";
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(form, Wrong, proxy.Port));

        PeerConnectionException failure = await scene.FailAsync(transport);

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains($"http://127.0.0.1:{proxy.Port}", failure.Cause, StringComparison.Ordinal);
        Assert.Contains("status 401", failure.Cause, StringComparison.Ordinal); // tinyproxy answers 407 only to those who give nothing
        Assert.DoesNotContain(Wrong, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task NoCredentials_IsAnErrorThatAsksForThem(string transport)
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyEndpoint.Parse($"127.0.0.1:{proxy.Port}"));

        PeerConnectionException failure = await scene.FailAsync(transport);

        Assert.Equal(PeerErrorCode.ProxyCredentialsRefused, failure.Code);
        Assert.Contains("status 407", failure.Cause, StringComparison.Ordinal);
        Assert.Contains("user:password@", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task ProxyHasGone_NobodyGoesAroundIt(string transport)
    {
        Peers.RequireTool(Tinyproxy.Program);
        Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        await using ProxiedScene scene = await ProxiedScene.StartAsync(ProxyOf(Url, Tinyproxy.Password, proxy.Port));
        await proxy.DisposeAsync();

        PeerConnectionException failure = await scene.FailAsync(transport);

        Assert.Equal(PeerDiagnosisCode.ProxyFailed, failure.Diagnosis.Code);
    }

    private static ProxyEndpoint ProxyOf(string form, string password, int port) =>
        ProxyEndpoint.Parse(string.Format(CultureInfo.InvariantCulture, form, Tinyproxy.User, password, port));
}
