using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Diagnostics.Tests.Proxies;

public sealed class ProxyMutationTests
{
    private static readonly string[] Lists =
    [
        "# ours\nproxy.example:3128\nproxy.example:3128:ana:hunter2\n[2001:db8::7]:80:ana:h:2\n",
        "http://ana:h%3Aunter2@192.0.2.7:8080/\r\nsocks5://ana:hunter2@192.0.2.7:1080\r\n",
        "https://x:1\nproxy:0\n::\n[:]:\n@:\n",
    ];

    private static readonly string[] AnswerParts =
    [
        """{"args":{"x":"0123456789abcdef"},"headers":{"Host":"page.example"},"origin":"192.0.2.7, 198.51.100.3","url":"http://page.example/?x=0123456789abcdef"}""",
        """{"ip":"2001:db8::7"}""", "192.0.2.7\n", "1.1 hunter2 (stub), 1.0 page.example", "text with 0123456789abcdef in it", "Basic",
    ];

    private static readonly string[] Answers =
    [
        "HTTP/1.1 200 OK\r\nVia: 1.1 hop (stub)\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 29\r\n\r\n{\"origin\":\"192.0.2.7, ::1\"}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\nabcd\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"hunter2\"\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 407 no\r\nProxy-Authenticate: Digest realm=\"r\", nonce=\"1\", qop=\"auth\", algorithm=SHA-256, stale=true\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 hunter2\r\nVia: 1.1 hunter2\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 401 Unauthorized\r\nServer: tinyproxy/1.11.1\r\nWWW-Authenticate: Basic realm=\"Tinyproxy\"\r\n\r\nhunter2",
        "HTTP/1.1 302 Found\r\nLocation: http://page.example/hunter2\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 Connection established\r\nProxy-agent: hunter2\r\n\r\n\u0016\u0003\u0003\u0000\u0004\u0002\u0000\u0000\u0000",
        "\u0005\u0002\u0001\u0000\u0005\u0000\u0000\u0001\u0007\u0007\u0007\u0007\u0000\u0050HTTP/1.1 200 OK\r\nVia: 1.1 hop\r\nContent-Length: 0\r\n\r\n",
        "\u0005\u00FF", "\u0005\u0002\u0001\u0001", "\u0005\u0000\u0005\u0005\u0000\u0001", "SSH-2.0-hunter2\r\n",
    ];

    private const string Secret = "hunter2";

    // Of each of the four ways below.
    private static readonly int ThroughTheClient = Mutations.Count / 4;

    [Fact]
    public void MutatedList_IsReadOrRefusedLineByLine()
    {
        byte[][] inputs = [.. Lists.Select(Encoding.UTF8.GetBytes)];
        int proxies = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            byte[] bytes = Mutations.Of(inputs[seed % inputs.Length], seed);
            ProxyList list = ProxyList.Parse(Encoding.UTF8.GetString(bytes));
            Assert.True(list.Entries.Count <= bytes.Length);
            foreach (ProxyListEntry entry in list.Entries)
            {
                Assert.True(entry.Endpoint is null != entry.Problem is null, $"seed {seed}");
                Assert.True(entry.Problem is null or { Length: > 0 and < 100 }, $"seed {seed}");
                if (entry.Endpoint is not { } proxy)
                    continue;
                Interlocked.Increment(ref proxies);
                Assert.NotNull(ProxyRoute.UriOf(proxy));
            }
        });
        Assert.InRange(proxies, Mutations.Count, 10 * Mutations.Count);
    }

    [Fact]
    public void MutatedAnswerInItsParts_IsAFindingThatRepeatsNothing()
    {
        byte[][] inputs = [.. AnswerParts.Select(Encoding.UTF8.GetBytes)];
        ProxyEndpoint proxy = ProxyEndpoint.Parse("192.0.2.9:80:ana:hunter2");
        ProxyLink link = new(Stream.Null, IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.9"));
        ProxyJudge judge = new(proxy, new ProbeTarget(new Uri("http://page.example/")), null, 1000, null);
        int[] statuses = [200, 200, 200, 204, 301, 401, 403, 407, 502];
        int[] outcomes = new int[Enum.GetValues<ProxyProbeOutcome>().Length];
        Parallel.For(0, Mutations.Count, seed =>
        {
            Random random = new(seed);
            string Text() => Encoding.UTF8.GetString(Mutations.Of(inputs[random.Next(inputs.Length)], random.Next()));
            ProxyFinding finding = judge.Judge(
                new ProxyAnswer
                {
                    Status = statuses[random.Next(statuses.Length)],
                    Url = new Uri(random.Next(20) == 0 ? "https://page.example/" : "http://page.example/"),
                    Body = random.Next(20) == 0 ? null : Text(),
                    Via = random.Next(2) == 0 ? null : Text(),
                    ProxySchemes = [Text()],
                    IsProxysOwn = random.Next(2) == 0,
                },
                random.Next(2) == 0 ? null : "0123456789abcdef",
                link);
            Interlocked.Increment(ref outcomes[(int)finding.Outcome]);
            Assert.False(finding.ToString().Contains(Secret, StringComparison.Ordinal), $"seed {seed}");
            Assert.True(finding.Cause.Length is > 0 and < 200 && finding.Via is null or { Length: <= 200 }, $"seed {seed}");
        });
        ProxyProbeOutcome[] possible = [ProxyProbeOutcome.Ok, ProxyProbeOutcome.Unproven, ProxyProbeOutcome.CredentialsWrong, ProxyProbeOutcome.SameAddress, ProxyProbeOutcome.WrongAnswer];
        Assert.Equal(possible, Enum.GetValues<ProxyProbeOutcome>().Where(outcome => outcomes[(int)outcome] > 0));
    }

    [Theory]
    [InlineData("http://ana:hunter2@127.0.0.1:80", "http://page.example/?x={nonce}")]
    [InlineData("127.0.0.1:80:ana:hunter2", "http://page.example/")]
    [InlineData("127.0.0.1:80:ana:hunter2", "https://page.example/")]
    [InlineData("socks5://ana:hunter2@127.0.0.1:80", "http://page.example/")]
    public async Task MutatedAnswer_IsAResultThatRepeatsNothing(string line, string page)
    {
        byte[][] inputs = [.. Answers.Select(Encoding.Latin1.GetBytes)];
        int[] outcomes = new int[Enum.GetValues<ProxyProbeOutcome>().Length];
        ProxyProbeOptions options = new() { Url = new Uri(page), Requests = 2, MaximumAnswerBytes = 1000 };
        FakeTimeProvider time = new(); // stands still: no deadline passes
        ProxyList list = ProxyList.Parse(line);
        await Parallel.ForAsync(0, ThroughTheClient, TestContext.Current.CancellationToken, async (seed, token) =>
        {
            byte[] bytes = Mutations.Of(inputs[seed % inputs.Length], seed);
            ProxyProbe probe = new(options, time, (_, _) => new(new ProxyLink(new CannedStream(bytes), IPAddress.Loopback, IPAddress.Loopback)));
            ProxyProbeResult result = (await probe.RunAsync(list, null, token)).Results[0];
            Interlocked.Increment(ref outcomes[(int)result.Outcome]);
            Assert.False(result.ToString().Contains(Secret, StringComparison.Ordinal), $"seed {seed}");
            Assert.True(result.Cause.Length is > 0 and < 200 && result.Via is null or { Length: <= 200 }, $"seed {seed}");
        });
        Assert.InRange(outcomes[(int)ProxyProbeOutcome.NotAProxy], 1, ThroughTheClient);
        Assert.Equal(0, outcomes[(int)ProxyProbeOutcome.TimedOut] + outcomes[(int)ProxyProbeOutcome.BadFormat]);
    }
}
