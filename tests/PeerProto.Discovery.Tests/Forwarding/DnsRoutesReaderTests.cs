using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Discovery.Tests.Forwarding;

public sealed class DnsRoutesReaderTests
{
    private const string Whole = """
        {
          // who is there
          "upstreams": {
            "tunnel": { "servers": ["10.8.0.1", "[2001:db8::1]:5353"] },
            "stream": { "protocol": "tcp", "servers": "10.8.0.2:5300" },
            "private": { "protocol": "tls", "servers": ["10.8.0.3"], "serverName": "dns.example.com" },
            "web": { "protocol": "https", "url": "https://dns.example.com/dns-query{?dns}", "servers": ["10.8.0.4"] },
            "system": { "protocol": "system" },
          },
          "rules": [
            { "match": "=example.com", "upstream": "tunnel" },
            { "match": ["corp.example", "!public.corp.example"], "upstream": "private" },
          ],
          "default": "system",
        }
        """;

    [Fact]
    public void WholeFile_IsRead()
    {
        DnsRoutes routes = Read(Whole);

        Assert.Equal(["=example.com -> tunnel", "corp.example, !public.corp.example -> private"], routes.Routes.Select(static route => route.ToString()));
        Assert.Equal("system (the system's name servers)", routes.Default.ToString());
        Assert.Equal(["tunnel (10.8.0.1:53, [2001:db8::1]:5353)", "private (10.8.0.3:853 over TLS as dns.example.com)", "system (the system's name servers)"], routes.Upstreams.Select(static upstream => upstream.ToString()));
    }

    [Fact]
    public void UpstreamOfEachProtocol_IsRead()
    {
        Assert.Equal("u (10.8.0.2:5300 over TCP)", Default("""{ "protocol": "tcp", "servers": "10.8.0.2:5300" }"""));
        Assert.Equal("u (https://dns.example.com/dns-query)", Default("""{ "protocol": "https", "url": "https://dns.example.com/dns-query{?dns}" }"""));
        Assert.Equal("u ([2001:db8::1]:53)", Default("""{ "servers": ["2001:db8::1"] }"""));
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("""{ "rules": [] }""", "$")]
    [InlineData("""{ "upstreams": {}, "default": "x" }""", "default")]
    [InlineData("""{ "upstreams": {}, "default": "x", "rule": [] }""", "$")]
    [InlineData("""{ "upstreams": { "u": { "servers": [] } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["10.8"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["010.8.0.1"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["010.8.0.1:53"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["10.8.0.1:0"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["[::1]:0"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["dns.example.com"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["224.0.0.251"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["0.0.0.0"] } }, "default": "u" }""", "upstreams.u.servers[0]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["10.8.0.1", 7] } }, "default": "u" }""", "upstreams.u.servers[1]")]
    [InlineData("""{ "upstreams": { "u": { "servers": ["10.8.0.1"], "serverName": "x" } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "tls", "servers": ["10.8.0.1"] } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "tls", "servers": ["10.8.0.1"], "serverName": "a b" } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "https" } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "https", "url": "http://dns.example.com/" } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "https", "url": "dns-query" } }, "default": "u" }""", "upstreams.u.url")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "tls", "servers": ["10.8.0.1"], "serverName": "x", "authorities": "none" } }, "default": "u" }""", "upstreams.u.authorities")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "quic", "servers": ["10.8.0.1"] } }, "default": "u" }""", "upstreams.u.protocol")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system", "servers": ["10.8.0.1"] } }, "default": "u" }""", "upstreams.u")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "u", "rules": [{ "match": "a..b", "upstream": "u" }] }""", "rules[0].match")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "u", "rules": [{ "match": ["!a"], "upstream": "u" }] }""", "rules[0].match")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "u", "rules": [{ "match": [], "upstream": "u" }] }""", "rules[0].match")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "u", "rules": [{ "match": "a", "upstream": "v" }] }""", "rules[0].upstream")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "u", "rules": [{ "match": "a" }] }""", "rules[0]")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" } }, "default": "\ud800" }""", "$")]
    public void Slip_IsToldWithItsPlace(string text, string place)
    {
        DnsRoutesException failure = Assert.Throws<DnsRoutesException>(() => Read(text));

        Assert.Equal(place, failure.Place);
        Assert.NotEmpty(failure.Remedy);
    }

    [Theory]
    [InlineData("{ \"upstreams\": ", "line 1")]
    [InlineData("""{ "upstreams": { "u": { "protocol": "system" }, "u": { "protocol": "system" } }, "default": "u" }""", "$")]
    [InlineData("""{ "upstreams": [[[[[[[[[[[]]]]]]]]]]] }""", "line 1")]
    public void BrokenJson_IsToldWithItsLine(string text, string place) => Assert.StartsWith(place, Assert.Throws<DnsRoutesException>(() => Read(text)).Place, StringComparison.Ordinal);

    [Fact]
    public void MoreThanTheLimits_IsRefused()
    {
        string upstreams = string.Join(", ", Enumerable.Range(0, DnsRoutesReader.MaximumUpstreams + 1).Select(static number => $"\"{number}\": {{ \"protocol\": \"system\" }}"));
        Assert.Contains("64", Assert.Throws<DnsRoutesException>(() => Read($"{{ \"upstreams\": {{ {upstreams} }}, \"default\": \"0\" }}")).Cause, StringComparison.Ordinal);

        string matches = string.Join(',', Enumerable.Repeat("\"a\"", DnsRoutes.MaximumMatches + 1));
        Assert.Equal("rules[0]", Assert.Throws<DnsRoutesException>(() => Read($"{{ \"upstreams\": {{ \"u\": {{ \"protocol\": \"system\" }} }}, \"default\": \"u\", \"rules\": [{{ \"match\": [{matches}], \"upstream\": \"u\" }}] }}")).Place);

        Assert.Equal("$", Assert.Throws<DnsRoutesException>(static () => DnsRoutes.Parse(new byte[DnsRoutesReader.MaximumLength + 1])).Place);
    }

    [Fact]
    public void MutatedFile_IsReadOrRefusedWithItsPlace()
    {
        byte[][] seeds = [Encoding.UTF8.GetBytes(Whole), Encoding.UTF8.GetBytes(WithAuthority())];
        int readable = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            byte[] text = Mutations.Of(seeds[seed % 20 == 0 ? 1 : 0], seed);
            try
            {
                DnsRoutes.Parse(text).Explain("example.com");
                readable++;
            }
            catch (DnsRoutesException failure)
            {
                Assert.NotEmpty(failure.Place);
            }
        }

        Assert.InRange(readable, Mutations.Count / 100, Mutations.Count);
    }

    private static string WithAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 authority = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        string pem = authority.ExportCertificatePem().Replace("\n", "\\n", StringComparison.Ordinal);
        return $$"""{ "upstreams": { "u": { "protocol": "tls", "servers": ["10.8.0.1"], "serverName": "dns.example.com", "authorities": "{{pem}}" } }, "default": "u" }""";
    }

    private static DnsRoutes Read(string text) => DnsRoutes.Parse(Encoding.UTF8.GetBytes(text));

    private static string Default(string upstream) => Read($$"""{ "upstreams": { "u": {{upstream}} }, "default": "u" }""").Default.ToString();
}
