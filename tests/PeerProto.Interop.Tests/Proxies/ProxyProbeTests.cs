using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>The probe through proxies that others wrote.</summary>
public sealed class ProxyProbeTests
{
    private const string Wrong = "not-the-password";

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tinyproxy_GoodMissingAndWrongCredentials(bool isSecure)
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using EchoPage page = EchoPage.Start(isSecure);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);

        ProxyProbeReport report = await RunAsync(page, $"127.0.0.1:{proxy.Port}:{Tinyproxy.User}:{Tinyproxy.Password}", $"127.0.0.1:{proxy.Port}", $"127.0.0.1:{proxy.Port}:{Tinyproxy.User}:{Wrong}");

        AssertOutcomes(report, page);
        Assert.Equal((isSecure ? ProxyEvidence.Certificate : ProxyEvidence.Via) | ProxyEvidence.Nonce | ProxyEvidence.ExpectedText, report.Results[0].Evidence);
        Assert.Contains(isSecure ? "status 401" : "(status 401)", report.Results[2].Cause, StringComparison.Ordinal); // not 407
        if (!isSecure)
            Assert.Contains("tinyproxy", report.Results[0].Via, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Squid_GoodMissingAndWrongCredentials(bool isDigest, bool isSecure)
    {
        Squid.Require();
        await using EchoPage page = EchoPage.Start(isSecure);
        await using Squid proxy = await Squid.StartAsync(isDigest, page.Port, Token);

        ProxyProbeReport report = await RunAsync(page, $"127.0.0.1:{proxy.Port}:{Squid.User}:{Squid.Password}", $"127.0.0.1:{proxy.Port}", $"127.0.0.1:{proxy.Port}:{Squid.User}:{Wrong}");

        AssertOutcomes(report, page);
        Assert.Equal((isSecure ? ProxyEvidence.Certificate : ProxyEvidence.Via) | ProxyEvidence.Nonce | ProxyEvidence.ExpectedText, report.Results[0].Evidence);
        Assert.Contains("(status 407)", report.Results[2].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SquidThatForbidsConnect_RefusesTheTunnelAndNotThePassword()
    {
        Squid.Require();
        await using EchoPage page = EchoPage.Start(isSecure: true);
        await using EchoPage other = EchoPage.Start();
        await using Squid proxy = await Squid.StartAsync(isDigest: false, other.Port, Token);

        ProxyProbeResult result = (await RunAsync(page, $"127.0.0.1:{proxy.Port}:{Squid.User}:{Squid.Password}")).Results[0];

        Assert.Equal((ProxyProbeOutcome.TunnelRefused, 403), (result.Outcome, result.Status));
        Assert.Contains("allow CONNECT", result.Remedy, StringComparison.Ordinal);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task CertificateThatNobodyVouchesFor_IsATlsFailure()
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using EchoPage page = EchoPage.Start(isSecure: true);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        ProxyProbe probe = new(new ProxyProbeOptions { Url = page.Url, Timeout = Guard });

        ProxyProbeReport report = await probe.RunAsync(ProxyList.Parse($"127.0.0.1:{proxy.Port}:{Tinyproxy.User}:{Tinyproxy.Password}"), null, Token);

        Assert.Equal(ProxyProbeOutcome.TlsFailed, report.Results[0].Outcome);
        Assert.Empty(page.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Microsocks_GoodMissingAndWrongCredentials(bool isSecure)
    {
        Peers.RequireTool(Microsocks.Program);
        await using EchoPage page = EchoPage.Start(isSecure);
        await using Microsocks proxy = await Microsocks.StartAsync(Token);
        string place = $"127.0.0.1:{proxy.Port}";

        ProxyProbeReport report = await RunAsync(page, $"socks5://{Microsocks.User}:{Microsocks.Password}@{place}", $"socks5://{place}", $"socks5://{Microsocks.User}:{Wrong}@{place}");

        AssertOutcomes(report, page);
    }

    [Fact]
    public async Task PageThatIsNotThere_IsTheProxysReport()
    {
        Peers.RequireTool(Tinyproxy.Program);
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        EchoPage page = EchoPage.Start();
        await page.DisposeAsync();

        ProxyProbeResult result = (await RunAsync(page, $"127.0.0.1:{proxy.Port}:{Tinyproxy.User}:{Tinyproxy.Password}")).Results[0];

        Assert.Equal(ProxyProbeOutcome.WrongAnswer, result.Outcome);
        Assert.InRange(result.Status!.Value, 500, 504);
    }

    [Fact]
    public async Task TwentyFiveProxies_AreRankedAsTheyWereHeldUp()
    {
        const int Count = 25;
        Peers.RequireTool(Tinyproxy.Program);
        await using EchoPage page = EchoPage.Start();
        await using Tinyproxy proxy = await Tinyproxy.StartAsync(Token);
        GatedRelay[] relays = [.. Enumerable.Range(0, Count).Select(_ => new GatedRelay(proxy.Port))];
        int[] order = [.. Enumerable.Range(0, Count).Select(static i => i * 7 % Count)]; // which gate opens first, second and so on
        FakeTimeProvider time = new();
        Results results = new();
        ProxyProbe probe = new(new ProxyProbeOptions { Url = page.Url, Requests = 1, Parallelism = Count, ExpectedText = EchoPage.Text }, time);
        Task<ProxyProbeReport> running = probe.RunAsync(ProxyList.Parse(string.Join('\n', relays.Select(static relay => $"127.0.0.1:{relay.Port}:{Tinyproxy.User}:{Tinyproxy.Password}"))), results, Token);

        await Task.WhenAll(relays.Select(static relay => relay.Arrived)).WaitAsync(Guard, Token);
        foreach (int gate in order)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            relays[gate].Open();
            Assert.Equal(gate + 1, (await results.NextAsync(Token).WaitAsync(Guard, Token)).Line); // before time goes on
        }

        ProxyProbeReport report = await running;
        Assert.Equal(order.Select(static gate => gate + 1), report.Results.Select(static result => result.Line));
        Assert.Equal(Enumerable.Range(1, Count).Select(static i => TimeSpan.FromMilliseconds(10 * i)), report.Results.Select(static result => result.Median!.Value));
        foreach (GatedRelay relay in relays)
            await relay.DisposeAsync();
    }

    /// <summary>Good, missing and wrong, in the order of the list: the good one was asked three times, and nobody else came through.</summary>
    private static void AssertOutcomes(ProxyProbeReport report, EchoPage page)
    {
        Assert.Equal([ProxyProbeOutcome.Ok, ProxyProbeOutcome.CredentialsMissing, ProxyProbeOutcome.CredentialsWrong], report.Results.Select(static result => result.Outcome));
        Assert.Equal([1, 2, 3], report.Results.Select(static result => result.Line));
        Assert.Equal((1, 3, 1), (report.Best!.Line, report.Best.Latencies.Count, report.Best.Cookies));
        Assert.Equal(3, page.Requests.Count);
        Assert.Equal([null, "visit=1", "visit=2"], page.Requests.Select(static request => CookieIn(request.Head)));
        Assert.All(page.Requests, static request => Assert.DoesNotContain("authorization", request.Head, StringComparison.OrdinalIgnoreCase)); // it is for the proxy alone
    }

    private static string? CookieIn(string head) => head.Split('\n').FirstOrDefault(static line => line.StartsWith("Cookie: ", StringComparison.OrdinalIgnoreCase))?["Cookie: ".Length..];

    private static async Task<ProxyProbeReport> RunAsync(EchoPage page, params string[] lines)
    {
        ProxyProbe probe = new(new ProxyProbeOptions { Url = page.Url, Timeout = Guard, Parallelism = 1, TrustedRoots = page.Roots, ExpectedText = EchoPage.Text });
        ProxyProbeReport report = await probe.RunAsync(ProxyList.Parse(string.Join('\n', lines)), null, Token);
        string text = string.Concat(report.Results);
        Assert.All([Wrong, Tinyproxy.Password, Squid.Password], password => Assert.DoesNotContain(password, text, StringComparison.Ordinal));
        return report;
    }

    private sealed class Results : IProgress<ProxyProbeResult>
    {
        private readonly System.Threading.Channels.Channel<ProxyProbeResult> _results = System.Threading.Channels.Channel.CreateUnbounded<ProxyProbeResult>();

        public void Report(ProxyProbeResult value) => _results.Writer.TryWrite(value);

        public async Task<ProxyProbeResult> NextAsync(CancellationToken cancellationToken) => await _results.Reader.ReadAsync(cancellationToken);
    }
}
