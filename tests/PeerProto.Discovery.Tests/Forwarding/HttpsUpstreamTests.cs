using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Forwarding;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Servers over HTTPS, good, dead and hostile.</summary>
public sealed class HttpsUpstreamTests
{
    private const string Right = "192.0.2.1";
    private const int Endless = 64 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/dns-message")]
    [InlineData("Application/DNS-Message")]
    public async Task Answer_IsPassedOn(string mediaType)
    {
        await using ScriptedHttpsServer server = new(question => [ScriptedHttpsServer.Response(Answers.Of(question, Right), mediaType: mediaType)]);
        await using SplitDnsResolver resolver = Start(server.At(server.Address));

        Assert.Equal(Right, Answers.Told(await AskAsync(resolver)));
        Assert.True(server.Asked.TryDequeue(out byte[]? asked));
        Assert.Equal((0, 0), (asked.Length % 128, Answers.Read(asked).Id));
    }

    [Fact]
    public async Task SecondAddress_TakesOverWhereTheFirstSaysNothing()
    {
        FakeTimeProvider time = new();
        await using ScriptedHttpsServer mute = new(static _ => []) { IsMute = true, Connected = () => time.Advance(TimeSpan.FromMinutes(1)) };
        await using ScriptedHttpsServer alive = new(static question => [ScriptedHttpsServer.Response(Answers.Of(question, Right))]);
        await using SplitDnsResolver resolver = Start(alive.At(mute.Address, alive.Address), time);

        for (int i = 0; i < 3; i++)
            Assert.Equal(Right, Answers.Told(await AskAsync(resolver)));
        Assert.Equal((1, 3), (mute.Connections, alive.Connections));
    }

    [Fact]
    public async Task AnswerThatLayInACache_LivesShorter()
    {
        await using ScriptedHttpsServer server = new(static question => [ScriptedHttpsServer.Response(Answers.Of(question, Right, count: 4), further: "Age: 62\r\n")]);
        await using SplitDnsResolver resolver = Start(server.At(server.Address));

        DnsMessage answer = Answers.Read(await AskAsync(resolver));

        Assert.Equal([0u, 0u, 0u, 1u], answer.Answers.Select(static record => record.TimeToLive));
    }

    [Theory]
    [InlineData("redirection")]
    [InlineData("other media type")]
    [InlineData("no media type")]
    [InlineData("empty")]
    [InlineData("page")]
    [InlineData("failure")]
    [InlineData("announced without end")]
    [InlineData("body without end")]
    [InlineData("headers without end")]
    [InlineData("ended early")]
    [InlineData("other number")]
    [InlineData("no HTTP")]
    public async Task WhatIsNoAnswer_IsAServerFailure(string kind)
    {
        ScriptedHttpsServer server = null!;
        await using ScriptedHttpsServer made = server = new(question => Script(kind, Answers.Of(question, Right), server));
        await using SplitDnsResolver resolver = Start(server.At(server.Address));

        byte[] answer = await AskAsync(resolver);

        Assert.Equal("code 2", Answers.Told(answer));
        Assert.Contains($"web: https://dns.example.com/dns-query at {server.Address}", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificates_AreNeverFetched(bool hasAuthorities)
    {
        await using ScriptedHttpsServer server = new(static _ => []);
        DnsUpstream upstream = hasAuthorities ? server.At(server.Address) : DnsUpstream.Tls("private", "dns.example.com", [server.Address]);

        X509ChainPolicy policy = UpstreamTls.For(upstream).CertificateChainPolicy!;

        Assert.Equal((true, X509RevocationMode.NoCheck), (policy.DisableCertificateDownloads, policy.RevocationMode));
        Assert.Equal(hasAuthorities ? X509ChainTrustMode.CustomRootTrust : X509ChainTrustMode.System, policy.TrustMode);
    }

    private static IEnumerable<byte[]> Script(string kind, byte[] answer, ScriptedHttpsServer server) => kind switch
    {
        "redirection" => [ScriptedHttpsServer.Response([], "307 Temporary Redirect", further: $"Location: https://dns.example.com:{server.Address.Port}/other\r\n")],
        "other media type" => [ScriptedHttpsServer.Response(answer, mediaType: "application/octet-stream")],
        "no media type" => [Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {answer.Length}\r\n\r\n"), answer],
        "empty" => [ScriptedHttpsServer.Response([])],
        "page" => [ScriptedHttpsServer.Response("<html>Please sign in</html>"u8)],
        "failure" => [ScriptedHttpsServer.Response(answer, "500 Internal Server Error")],
        "announced without end" => [Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nContent-Length: 9000000000000\r\n\r\n")],
        "body without end" => [Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\n\r\n"), .. Enumerable.Repeat(new byte[16384], Endless / 16384)],
        "headers without end" => [Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"), .. Enumerable.Repeat(Encoding.ASCII.GetBytes($"X-Y: {new string('z', 1000)}\r\n"), Endless / 1007)],
        "ended early" => [ScriptedHttpsServer.Response(answer)[..^5]],
        "other number" => [ScriptedHttpsServer.Response([0, 1, .. answer[2..]])],
        _ => ["SSH-2.0-OpenSSH_9.9\r\n\r\n"u8.ToArray()],
    };

    private static async Task<byte[]> AskAsync(SplitDnsResolver resolver) => await resolver.AnswerAsync(Answers.Question("example.com", ednsLength: 1232), isStream: true, Token);

    private static SplitDnsResolver Start(DnsUpstream upstream, TimeProvider? time = null) => SplitDnsResolver.Start(new DnsRoutes([], upstream), SplitDnsResolverTests.Options(time));
}
