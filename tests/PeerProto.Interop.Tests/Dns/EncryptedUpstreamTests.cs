using System.Net;
using PeerProto.Discovery;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>The forwarder asks Debian's unbound over TLS and over HTTPS.</summary>
public sealed class EncryptedUpstreamTests
{
    private const string Address = "10.8.0.80";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tls")]
    [InlineData("https")]
    public async Task ServerThatProvesItsName_Answers(string protocol)
    {
        await using Scene scene = await Scene.StartAsync(protocol, ServerCertificate.Name, isTrusted: true);

        for (int i = 0; i < 3; i++)
        {
            string output = await Dig.RunAsync(scene.Forwarder, $"a{i}.example.com");
            Assert.True(output.Contains(Address, StringComparison.Ordinal), output);
        }

        Assert.Equal(Address, await Dig.ShortAsync(scene.Forwarder, "example.com", "+tcp"));
        Assert.Equal(new SplitDnsStatistics(Answered: 4, Failed: 0, Refused: 0, Overflowed: 0, InFlight: 0), scene.Resolver.Statistics);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("https")]
    public async Task ServerWithAnotherName_IsRefused(string protocol)
    {
        await using Scene scene = await Scene.StartAsync(protocol, "other.example.com", isTrusted: true);

        string output = await Dig.RunAsync(scene.Forwarder, "example.com");

        Assert.Contains("status: SERVFAIL", output, StringComparison.Ordinal);
        Assert.Contains("RemoteCertificateNameMismatch", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("https")]
    public async Task ServerOfAnUnknownAuthority_IsRefused(string protocol)
    {
        await using Scene scene = await Scene.StartAsync(protocol, ServerCertificate.Name, isTrusted: false);

        string output = await Dig.RunAsync(scene.Forwarder, "example.com");

        Assert.Contains("status: SERVFAIL", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, output, StringComparison.Ordinal);
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly ServerCertificate _certificate;
        private readonly DnsProgram _server;

        private Scene(ServerCertificate certificate, DnsProgram server, SplitDnsResolver resolver)
        {
            _certificate = certificate;
            _server = server;
            Resolver = resolver;
        }

        public SplitDnsResolver Resolver { get; }

        public IPEndPoint Forwarder => Resolver.Endpoints[0];

        public static async Task<Scene> StartAsync(string protocol, string name, bool isTrusted)
        {
            Peers.RequireTool("dig");
            ServerCertificate certificate = new();
            DnsProgram server = await DnsProgram.StartUnboundAsync(Address, certificate, Token);
            DnsUpstream upstream = protocol == "tls"
                ? DnsUpstream.Tls("private", name, [server.TlsAddress!], isTrusted ? certificate.Authorities : null)
                : DnsUpstream.Https("private", new Uri($"https://{name}:{server.HttpsAddress!.Port}/dns-query"), [server.HttpsAddress], isTrusted ? certificate.Authorities : null);
            return new Scene(certificate, server, SplitDnsResolver.Start(new DnsRoutes([], upstream), new SplitDnsResolverOptions { Endpoints = [new(IPAddress.Loopback, 0)], AnswerTimeout = TimeSpan.FromSeconds(15) }));
        }

        public async ValueTask DisposeAsync()
        {
            await Resolver.DisposeAsync();
            await _server.DisposeAsync();
            _certificate.Dispose();
        }
    }
}
