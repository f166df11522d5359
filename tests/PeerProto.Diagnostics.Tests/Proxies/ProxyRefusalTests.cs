using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using static PeerProto.Diagnostics.Tests.Proxies.Probing;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>Why a proxy gives no answer.</summary>
public sealed class ProxyRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MissingAndWrongCredentials_AreToldApart()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Proxy-Authenticate: Basic realm=\"stub\"\r\n", "407 Proxy Authentication Required"));

        ProxyProbeReport report = await RunAsync(Options(Page), proxy.Endpoint, proxy.For("ana", Secret));

        Assert.Equal([ProxyProbeOutcome.CredentialsMissing, ProxyProbeOutcome.CredentialsWrong], report.Results.Select(static result => result.Outcome));
        Assert.Contains("refused the user 'ana' and the password (status 407)", report.Results[1].Cause, StringComparison.Ordinal);
        Assert.Equal(3, proxy.Requests.Count); // one without, and two with: the second after it was asked for
        Assert.Single(proxy.Requests, static head => head.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:hunter2"))}\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnauthorizedPageOfTinyproxy_IsTheProxysRefusal()
    {
        await using StubProxy proxy = new(static _ => "HTTP/1.0 401 Unauthorized\r\nServer: tinyproxy/1.11.1\r\nWWW-Authenticate: Basic realm=\"Tinyproxy\"\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(ProxyProbeOutcome.CredentialsWrong, (await TryAsync(proxy.For("ana", Secret), Page)).Outcome);
    }

    [Fact]
    public async Task UnauthorizedPageWithAChallengeForTheProxy_IsTheProxysRefusal()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Via: 1.1 squid\r\nProxy-Authenticate: Basic realm=\"stub\"\r\n", "401 Unauthorized"));

        Assert.Equal(ProxyProbeOutcome.CredentialsMissing, (await TryAsync(proxy.Endpoint, Page)).Outcome);
    }

    [Fact]
    public async Task UnauthorizedPageThatWasForwarded_IsThePages()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Via: 1.1 tinyproxy\r\nServer: tinyproxy/1.11.1\r\nWWW-Authenticate: Basic realm=\"page\"\r\n", "401 Unauthorized"));

        ProxyProbeResult result = await TryAsync(proxy.For("ana", Secret), Page);

        Assert.Equal((ProxyProbeOutcome.WrongAnswer, 401), (result.Outcome, result.Status));
    }

    [Fact]
    public async Task SchemeThatWeDoNotSpeak_GetsNoPasswordAndSaysSo()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Proxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate\r\n", "407 Proxy Authentication Required"));

        ProxyProbeResult result = await TryAsync(proxy.For("ana", Secret), Page);

        Assert.Equal((ProxyProbeOutcome.CredentialsWrong, "the proxy takes neither basic nor digest authentication (status 407)"), (result.Outcome, result.Cause));
        Assert.All(proxy.Requests, static head => Assert.DoesNotContain("Authorization", head, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required", ProxyProbeOutcome.CredentialsWrong)]
    [InlineData("401 Unauthorized", ProxyProbeOutcome.CredentialsWrong)]
    [InlineData("403 Forbidden", ProxyProbeOutcome.TunnelRefused)]
    [InlineData("502 Bad Gateway", ProxyProbeOutcome.TunnelRefused)]
    public async Task ConnectThatIsRefused_SaysHow(string status, ProxyProbeOutcome outcome)
    {
        await using StubProxy proxy = new(_ => StubProxy.Page("", "Proxy-Authenticate: Basic realm=\"stub\"\r\n", status));

        ProxyProbeResult result = await TryAsync(proxy.For("ana", Secret), "https://page.example/");

        Assert.Equal((outcome, int.Parse(status[..3], null)), (result.Outcome, result.Status));
        Assert.All(proxy.Requests, static head => Assert.StartsWith("CONNECT page.example:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TunnelThatLeadsToNoTls_IsATlsFailure()
    {
        await using StubProxy proxy = new(async static (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), token);
            await stream.ReadExactlyAsync(new byte[16], token);
            await stream.WriteAsync("HTTP/1.1 400 what is this\r\n\r\n"u8.ToArray(), token);
        });

        Assert.Equal(ProxyProbeOutcome.TlsFailed, (await TryAsync(proxy.Endpoint, "https://page.example/")).Outcome);
    }

    [Fact]
    public async Task NobodyListens_IsRefused()
    {
        using Socket held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // and not listened at
        int port = ((IPEndPoint)held.LocalEndPoint!).Port;

        ProxyProbeResult result = await TryAsync(ProxyEndpoint.Create(ProxyKind.Http, "127.0.0.1", port), Page);

        Assert.Equal((ProxyProbeOutcome.Refused, $"nobody listens at port {port} of 127.0.0.1"), (result.Outcome, result.Cause));
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, ProxyProbeOutcome.Unresolvable)]
    [InlineData(SocketError.TryAgain, ProxyProbeOutcome.Unresolvable)]
    [InlineData(SocketError.NetworkUnreachable, ProxyProbeOutcome.Unreachable)]
    [InlineData(SocketError.HostUnreachable, ProxyProbeOutcome.Unreachable)]
    [InlineData(SocketError.AccessDenied, ProxyProbeOutcome.Unreachable)]
    [InlineData(SocketError.TimedOut, ProxyProbeOutcome.TimedOut)]
    public async Task ConnectionThatCannotBeOpened_SaysWhy(SocketError error, ProxyProbeOutcome outcome)
    {
        ProxyProbe probe = new(Options(Page), null, (_, _) => throw new SocketException((int)error));

        ProxyProbeReport report = await probe.RunAsync(ProxyList.Parse("proxy.example:80:ana:hunter2"), null, Token);

        Assert.Equal(outcome, report.Results[0].Outcome);
        AssertClean(report);
    }

    [Fact]
    public async Task ProxyThatNeverAnswers_TimesOutOnTheGivenClock()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StubProxy proxy = new((_, _, token) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        FakeTimeProvider time = new();
        Task<ProxyProbeReport> running = new ProxyProbe(Options(Page), time).RunAsync(ProxyList.Of(proxy.Endpoint), null, Token);
        await asked.Task.WaitAsync(Token);

        time.Advance(ProxyProbeOptions.DefaultTimeout);
        ProxyProbeReport report = await running;

        Assert.Equal((ProxyProbeOutcome.TimedOut, "no complete answer came within 15 s"), (report.Results[0].Outcome, report.Results[0].Cause));
    }

    [Fact]
    public async Task ProxyThatIsNeverReached_TimesOutToo()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeTimeProvider time = new();
        ProxyProbe probe = new(Options(Page), time, async (_, token) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        Task<ProxyProbeReport> running = probe.RunAsync(ProxyList.Parse("192.0.2.1:80"), null, Token);
        await asked.Task.WaitAsync(Token);

        time.Advance(ProxyProbeOptions.DefaultTimeout);
        ProxyProbeReport report = await running;

        Assert.Equal((ProxyProbeOutcome.TimedOut, "the proxy could not be reached within 15 s"), (report.Results[0].Outcome, report.Results[0].Cause));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("220 mail ready\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nProxy-Authorization hunter2\r\n\r\n")]
    public async Task OtherProtocol_IsNoProxyAndItsWordsAreNotRepeated(string words)
    {
        await using StubProxy proxy = new(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(words), token);
            throw new IOException(); // hangs up
        });

        Assert.Equal(ProxyProbeOutcome.NotAProxy, (await TryAsync(proxy.For("ana", Secret), Page)).Outcome);
    }

    [Fact]
    public async Task ProxyThatHangsUp_IsNone()
    {
        await using StubProxy proxy = new(static (_, _, _) => throw new IOException());

        Assert.Equal(ProxyProbeOutcome.NotAProxy, (await TryAsync(proxy.Endpoint, Page)).Outcome);
    }

    [Fact]
    public async Task SocksProxyWithoutAFittingMethod_AsksForCredentials()
    {
        await using StubProxy proxy = new(static _ => "\x05\xFF");

        Assert.Equal(ProxyProbeOutcome.CredentialsMissing, (await TryAsync(proxy.AsSocks(), Page)).Outcome);
        Assert.Equal(ProxyProbeOutcome.CredentialsWrong, (await TryAsync(proxy.AsSocks("ana", Secret), Page)).Outcome);
    }

    [Fact]
    public async Task WebServerInThePlaceOfASocksProxy_IsNone()
    {
        await using StubProxy proxy = new(static _ => "HTTP/1.1 400 Bad Request\r\n\r\n");

        Assert.Equal(ProxyProbeOutcome.NotAProxy, (await TryAsync(proxy.AsSocks(), Page)).Outcome);
    }
}
