using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class TunnelDnsSettingsTests
{
    private const string Whole = """
        {
          "servers": ["10.8.0.1"], "matchDomains": ["example.com", ""], "matchDomainsNoSearch": true, "searchDomains": ["example.net"],
          "domainName": "example.com", "serverName": "dns.example.com", "serverURL": "https://dns.example.com/dns-query", "allowFailover": true
        }
        """;

    [Fact]
    public void WholeText_IsRead()
    {
        TunnelDnsSettings settings = Read(Whole);

        Assert.Equal((true, true, "example.com", "dns.example.com", "https://dns.example.com/dns-query"), (settings.MatchDomainsNoSearch, settings.AllowsFailover, settings.DomainName, settings.ServerName, settings.ServerUrl));
        Assert.Equal(["10.8.0.1"], settings.Servers);
        Assert.Equal(["example.com", ""], settings.MatchDomains);
        Assert.Equal(["example.net"], settings.SearchDomains);
        Assert.Null(Read("""{ "servers": [], "matchDomains": null }""").MatchDomains);
    }

    [Fact]
    public void ConfigurationOfThePost_IsRead()
    {
        // what the post tells in words: example.com stands in matchDomains
        Assert.Contains("if \"example.com\" is in the matchDomains list", ForumPost.Read(11), StringComparison.Ordinal);
        Assert.Equal(["example.com"], Read("""{ "servers": ["10.8.0.1"], "matchDomains": ["example.com"] }""").MatchDomains);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "server": [] }""")]
    [InlineData("""{ "servers": "10.8.0.1" }""")]
    [InlineData("""{ "servers": [7] }""")]
    [InlineData("""{ "matchDomainsNoSearch": 1 }""")]
    [InlineData("""{ "domainName": true }""")]
    [InlineData("""{ "domainName": "\ud800" }""")]
    [InlineData("""{ "servers": [], "servers": [] }""")]
    public void Slip_IsTold(string text) => Assert.NotEmpty(Assert.Throws<ProfileException>(() => Read(text)).Remedy);

    [Fact]
    public void MutatedText_IsReadOrRefused()
    {
        byte[] text = Encoding.UTF8.GetBytes(Whole);
        int readable = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            try
            {
                TunnelDnsSettings.Parse(Mutations.Of(text, seed));
                readable++;
            }
            catch (ProfileException)
            {
            }
        }

        Assert.InRange(readable, 1, Mutations.Count);
    }

    private static TunnelDnsSettings Read(string text) => TunnelDnsSettings.Parse(Encoding.UTF8.GetBytes(text));
}
