using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Diagnostics.Tests.Proxies;

public sealed class ProxyProbeTests
{
    private const string Page = "http://page.example/";
    private const string NoncePage = "http://page.example/get?x={nonce}";
    private const string Secret = "hunter2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PageThatAnswers_IsOk()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop (stub)\r\n"));

        ProxyProbeResult result = await TryAsync(proxy.Endpoint, Options(Page) with { ExpectedText = "hello" });

        Assert.Equal((ProxyProbeOutcome.Ok, ProxyEvidence.Via | ProxyEvidence.ExpectedText, "1.1 hop (stub)", 200), (result.Outcome, result.Evidence, result.Via, result.Status));
        Assert.Equal(3, result.Latencies.Count);
        Assert.All(proxy.Requests, static head => Assert.StartsWith("GET http://page.example/ HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.All(proxy.Requests, static head => Assert.Contains("Cache-Control: no-cache\r\n", head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Page, "", ProxyEvidence.None)]
    [InlineData(Page, "Via: 1.1 hotel\r\n", ProxyEvidence.Via)]
    [InlineData(NoncePage, "Via: 1.1 hotel\r\n", ProxyEvidence.Via | ProxyEvidence.Nonce)] // sign-in pages keep where their guests wanted to go
    public async Task SignInPageOfTheProxy_IsUnproven(string page, string headers, ProxyEvidence evidence)
    {
        await using StubProxy proxy = new(head => StubProxy.Page($"<form action=/login><input name=next value='{StubProxy.UrlOf(head)}'>", headers));

        ProxyProbeReport report = await RunAsync(Options(page), proxy.Endpoint);

        Assert.Equal((ProxyProbeOutcome.Unproven, evidence), (report.Results[0].Outcome, report.Results[0].Evidence));
        Assert.Null(report.Best);
    }

    [Fact]
    public async Task PageFromACache_FailsTheNonce()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("""{"args":{"x":"1"},"origin":"192.0.2.7"}""", "Via: 1.1 liar\r\n"));

        ProxyProbeResult result = await TryAsync(proxy.Endpoint, NoncePage);

        Assert.Equal(ProxyProbeOutcome.WrongAnswer, result.Outcome);
        Assert.Contains("does not repeat the number", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonce_IsAnotherForEachRequest()
    {
        await using StubProxy proxy = new(static head => StubProxy.Page(StubProxy.UrlOf(head)));

        await TryAsync(proxy.Endpoint, NoncePage);

        Assert.Equal(3, proxy.Requests.Select(StubProxy.UrlOf).Distinct().Count());
    }

    [Fact]
    public async Task EvidenceThatOneAnswerLacks_DoesNotCount()
    {
        int answers = 0;
        await using StubProxy proxy = new(_ => Interlocked.Increment(ref answers) == 1 ? StubProxy.Page("hello", "Via: 1.1 hop\r\n") : StubProxy.Page("192.0.2.9"));

        ProxyProbeResult result = await TryFromAsync(proxy, Options(Page), "192.0.2.5", "192.0.2.9");

        Assert.Equal((ProxyProbeOutcome.Unproven, ProxyEvidence.None, 3), (result.Outcome, result.Evidence, result.Latencies.Count));
    }

    [Theory]
    [InlineData("the text we know", ProxyProbeOutcome.Ok)]
    [InlineData("sign in first", ProxyProbeOutcome.WrongAnswer)]
    public async Task ExpectedText_IsLookedFor(string body, ProxyProbeOutcome outcome)
    {
        await using StubProxy proxy = new(_ => StubProxy.Page(body));

        Assert.Equal(outcome, (await TryAsync(proxy.Endpoint, Options(Page) with { ExpectedText = "text we" })).Outcome);
    }

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

    [Fact]
    public async Task AnswerWithoutEnd_IsReadToTheLimit()
    {
        CannedStream answer = new([.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. new byte[16 * 1024 * 1024]]);
        ProxyProbe probe = new(Options(Page), null, (_, _) => new(new ProxyLink(answer, null, null)));

        ProxyProbeResult result = (await probe.RunAsync(ProxyList.Parse("192.0.2.1:80"), null, Token)).Results[0];

        Assert.Equal((ProxyProbeOutcome.WrongAnswer, "the answer is longer than 262144 bytes"), (result.Outcome, result.Cause));
        Assert.InRange(answer.BytesRead, 256 * 1024, 384 * 1024);
    }

    [Fact]
    public async Task HeadersWithoutEnd_AreCutToo()
    {
        await using StubProxy proxy = new(async static (_, stream, token) =>
        {
            byte[] line = Encoding.ASCII.GetBytes($"X-Filler: {new string('x', 1000)}\r\n");
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            while (true)
                await stream.WriteAsync(line, token);
        });

        ProxyProbeResult result = await TryAsync(proxy.Endpoint, Page);

        Assert.Equal((ProxyProbeOutcome.WrongAnswer, "the answer's headers are too long"), (result.Outcome, result.Cause));
    }

    [Fact]
    public async Task RedirectsInACircle_EndSoon()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("", "Location: http://page.example/again\r\n", "302 Found"));

        ProxyProbeResult result = await TryAsync(proxy.Endpoint, Page);

        Assert.Equal((ProxyProbeOutcome.WrongAnswer, 302), (result.Outcome, result.Status));
        Assert.InRange(proxy.Requests.Count, 2, 10);
    }

    [Theory]
    [InlineData("http://signin.example/")]
    [InlineData("http://page.example:8080/")]
    public async Task RedirectToAnotherPlace_IsNotThePage(string place)
    {
        await using StubProxy proxy = new(head => StubProxy.UrlOf(head) == place ? StubProxy.Page("sign in") : StubProxy.Page("", $"Location: {place}\r\n", "302 Found"));

        ProxyProbeResult result = await TryAsync(proxy.Endpoint, Page);

        Assert.Equal((ProxyProbeOutcome.WrongAnswer, "the answer sends on to another host or port"), (result.Outcome, result.Cause));
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
    public async Task PasswordThatTheProxyRepeats_IsNotShown()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page(Secret, $"Via: 1.1 {Secret}\r\n", $"200 {Secret}"));

        ProxyProbeResult result = await TryAsync(proxy.For("ana", Secret), Page);

        Assert.Null(result.Via);
    }

    [Theory]
    [InlineData("192.0.2.9", ProxyProbeOutcome.Ok, ProxyEvidence.SeenAddress)] // the proxy's own
    [InlineData("192.0.2.5", ProxyProbeOutcome.SameAddress, ProxyEvidence.None)] // this machine's
    [InlineData("198.51.100.3", ProxyProbeOutcome.Unproven, ProxyEvidence.None)] // who knows whose
    public async Task AddressThatThePageSaw_TellsTheWay(string seen, ProxyProbeOutcome outcome, ProxyEvidence evidence)
    {
        await using StubProxy proxy = new(_ => StubProxy.Page($$"""{"args":{},"origin":"{{seen}}"}"""));

        ProxyProbeResult result = await TryFromAsync(proxy, Options(Page), "192.0.2.5", "192.0.2.9");

        Assert.Equal((outcome, evidence, IPAddress.Parse(seen)), (result.Outcome, result.Evidence, result.SeenAddress));
    }

    [Theory]
    [InlineData("198.51.100.3", ProxyProbeOutcome.Ok)]
    [InlineData("127.0.0.1", ProxyProbeOutcome.SameAddress)]
    public async Task ComparisonWithoutProxy_DecidesTheRest(string seen, ProxyProbeOutcome outcome)
    {
        await using StubProxy page = new(static _ => StubProxy.Page("127.0.0.1\n"));
        await using StubProxy proxy = new(_ => StubProxy.Page(seen));

        ProxyProbeReport report = await RunAsync(Options($"http://127.0.0.1:{page.Port}/") with { ComparesDirect = true }, proxy.Endpoint);

        Assert.Equal((IPAddress.Loopback, null, outcome), (report.DirectAddress, report.DirectProblem, report.Results[0].Outcome));
        Assert.Single(page.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 401 no\r\nWWW-Authenticate: Digest qop=\"auth\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n")]
    public async Task ComparisonThatFails_IsSaidAndStopsNothing(string words)
    {
        await using StubProxy page = new(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(words), token);
            throw new IOException(); // hangs up
        });
        await using StubProxy proxy = new(static _ => StubProxy.Page("hello"));

        ProxyProbeReport report = await RunAsync(Options($"http://127.0.0.1:{page.Port}/") with { ComparesDirect = true, ExpectedText = "hello" }, proxy.Endpoint);

        Assert.Equal((null, ProxyProbeOutcome.Ok), (report.DirectAddress, report.Results[0].Outcome));
        Assert.NotNull(report.DirectProblem);
    }

    [Fact]
    public async Task ListThatIsTooLong_IsTriedFromItsStart()
    {
        await using StubProxy proxy = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop\r\n"));
        string list = $"nonsense\n{string.Concat(Enumerable.Repeat($"127.0.0.1:{proxy.Port}\n", 4))}";

        ProxyProbeReport report = await new ProxyProbe(Options(Page) with { MaximumProxies = 3, Requests = 1 }).RunAsync(ProxyList.Parse(list), null, Token);

        Assert.Equal(1, report.Skipped);
        Assert.Equal([2, 3, 4], report.Results.Take(3).Select(static result => result.Line).Order());
        Assert.Equal((1, ProxyProbeOutcome.BadFormat), (report.Results[3].Line, report.Results[3].Outcome));
        Assert.Equal(3, proxy.Requests.Count);
    }

    [Fact]
    public async Task CookiesOfThePage_GoWithTheNextRequestAndToNoOtherProxy()
    {
        await using StubProxy one = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop\r\nSet-Cookie: visit=1\r\n"));
        await using StubProxy other = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop\r\n"));

        ProxyProbeReport report = await RunAsync(Options(Page) with { Parallelism = 1 }, one.Endpoint, other.Endpoint);

        Assert.Equal([false, true, true], one.Requests.Select(static head => head.Contains("Cookie: visit=1\r\n", StringComparison.Ordinal)));
        Assert.All(other.Requests, static head => Assert.DoesNotContain("Cookie", head, StringComparison.Ordinal));
        Assert.Equal([1, 0], report.Results.OrderBy(static result => result.Line).Select(static result => result.Cookies));
    }

    [Fact]
    public async Task SharedContainer_TakesCookiesToAllProxies()
    {
        await using StubProxy one = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop\r\nSet-Cookie: visit=1\r\n"));
        await using StubProxy other = new(static _ => StubProxy.Page("hello", "Via: 1.1 hop\r\n"));

        await RunAsync(Options(Page) with { Parallelism = 1, Cookies = new CookieContainer() }, one.Endpoint, other.Endpoint);

        Assert.All(other.Requests, static head => Assert.Contains("Cookie: visit=1\r\n", head, StringComparison.Ordinal));
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

    [Theory]
    [InlineData("ftp://page.example/")]
    [InlineData("page")]
    [InlineData("http://ana:hunter2@page.example/")]
    [InlineData("http://page.example/#{nonce}")]
    public void PageThatIsNone_IsRefused(string url)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => new ProxyProbe(Options(url)));

        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(101, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1001, 1)]
    [InlineData(1, 1, 1, 0)]
    public void OptionOutOfRange_IsRefused(int requests, int parallelism, int proxies, int bytes) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ProxyProbe(Options(Page) with { Requests = requests, Parallelism = parallelism, MaximumProxies = proxies, MaximumAnswerBytes = bytes }));

    [Fact]
    public async Task Cancellation_EndsIt()
    {
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using StubProxy proxy = new((_, _, token) =>
        {
            cancellation.Cancel();
            return Task.Delay(Timeout.Infinite, token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ProxyProbe(Options(Page)).RunAsync(ProxyList.Of(proxy.Endpoint), null, cancellation.Token));
    }

    [Fact]
    public void TimeThatNoTimerTakes_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ProxyProbe(Options(Page) with { Timeout = ProxyProbeOptions.MaximumTimeout + TimeSpan.FromTicks(1) }));

    private static ProxyProbeOptions Options(string url) => new() { Url = new Uri(url, UriKind.RelativeOrAbsolute) };

    private static Task<ProxyProbeResult> TryAsync(ProxyEndpoint proxy, string url) => TryAsync(proxy, Options(url));

    private static async Task<ProxyProbeResult> TryAsync(ProxyEndpoint proxy, ProxyProbeOptions options) => (await RunAsync(options, proxy)).Results[0];

    /// <summary>Tries a proxy as if the connection to it had these addresses.</summary>
    private static async Task<ProxyProbeResult> TryFromAsync(StubProxy proxy, ProxyProbeOptions options, string near, string far)
    {
        ProxyProbe probe = new(options, new FakeTimeProvider(), async (_, token) =>
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, proxy.Port, token);
            return new ProxyLink(new NetworkStream(socket, ownsSocket: true), IPAddress.Parse(near), IPAddress.Parse(far));
        });
        return (await probe.RunAsync(ProxyList.Parse($"{far}:80"), null, Token)).Results[0];
    }

    private static async Task<ProxyProbeReport> RunAsync(ProxyProbeOptions options, params ProxyEndpoint[] proxies)
    {
        // Time is in the tests' hands: a busy machine makes no deadline pass.
        ProxyProbeReport report = await new ProxyProbe(options, new FakeTimeProvider()).RunAsync(ProxyList.Of(proxies), null, Token);
        AssertClean(report);
        return report;
    }

    private static void AssertClean(ProxyProbeReport report) => Assert.DoesNotContain(Secret, string.Concat(report.Results), StringComparison.Ordinal);
}
