using System.Net;
using System.Text;
using static PeerProto.Diagnostics.Tests.Proxies.Probing;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>What counts as an answer of the page, and what is kept of it.</summary>
public sealed class ProxyProbeTests
{
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
}
