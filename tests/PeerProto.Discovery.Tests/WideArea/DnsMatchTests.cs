using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.WideArea;

public sealed class DnsMatchTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "test.example.com", true)]
    [InlineData("example.com", "Test.EXAMPLE.com.", true)]
    [InlineData("example.com", "notexample.com", false)]
    [InlineData("example.com", "com", false)]
    [InlineData("*.example.com", "mydomain.example.com", true)]
    [InlineData("*.example.com", "mydomain-example.com", false)]
    [InlineData("=example.com", "example.com", true)]
    [InlineData("=example.com", "test.example.com", false)]
    [InlineData("!example.com", "test.example.com", true)]
    [InlineData("", "anything.at.all", true)]
    [InlineData("", "", true)]
    [InlineData("bücher.example", "www.xn--bcher-kva.example", true)]
    [InlineData("xn--bcher-kva.example", "www.bücher.example", true)]
    [InlineData("example.com", "My\\.Board._whiteboard._tcp.example.com", true)]
    [InlineData("board._whiteboard._tcp.example.com", "My\\.Board._whiteboard._tcp.example.com", false)]
    public void Rule_IsAboutWholeLabels(string rule, string name, bool expected) => Assert.Equal(expected, DnsMatch.Parse(rule).Matches(name));

    [Theory]
    [InlineData("example.com")]
    [InlineData("=example.com")]
    [InlineData("!example.com")]
    [InlineData("!=test.example.com")]
    [InlineData("")]
    public void WrittenRule_IsReadAsTheSame(string text)
    {
        DnsMatch rule = DnsMatch.Parse(text);

        Assert.Equal(text, rule.ToString());
        Assert.Equal(rule, DnsMatch.Parse(rule.ToString()));
    }

    [Theory]
    [InlineData("exa..mple")]
    [InlineData(".example.com")]
    [InlineData("=")]
    [InlineData("this-label-is-longer-than-the-sixty-three-bytes-that-a-label-may-have.example")]
    [InlineData("example.com\\")]
    [InlineData("example.\\999")]
    [InlineData("*.")]
    [InlineData(" ")]
    [InlineData("=*.example.com")]
    [InlineData("a.*.example.com")]
    [InlineData("example.com example.org")]
    public void Nonsense_IsNoRule(string text) => Assert.Throws<FormatException>(() => DnsMatch.Parse(text));

    [Theory]
    [InlineData("foo\\\\.", "foo\\\\")]
    [InlineData("foo\\.", "foo\\.")]
    [InlineData("a\\032b.example.", "a b.example")]
    [InlineData("\\194\\133.example", "\\194\\133.example")]
    public void EscapesInAName_AreReadAsTheyAreWritten(string text, string expected)
    {
        Assert.True(DnsName.TryParse(text, out DnsName? name));
        Assert.Equal(expected, name.ToString());
    }

    [Fact]
    public void NarrowestRule_IsSelected()
    {
        DnsResolverRule company = Rule("192.0.2.1", "example.com");
        DnsResolverRule lab = Rule("192.0.2.2", "lab.example.com", "!public.lab.example.com");
        DnsResolverRule one = Rule("192.0.2.3", "=printer.lab.example.com");
        DnsResolverRule[] rules = [company, lab, one];

        Assert.Same(company, DnsResolverRule.Select(rules, "www.example.com"));
        Assert.Same(lab, DnsResolverRule.Select(rules, "a.b.lab.example.com"));
        Assert.Same(one, DnsResolverRule.Select(rules, "printer.lab.example.com"));
        Assert.Same(lab, DnsResolverRule.Select(rules, "x.printer.lab.example.com"));
        Assert.Same(company, DnsResolverRule.Select(rules, "www.public.lab.example.com"));
        Assert.Null(DnsResolverRule.Select(rules, "example.org"));
    }

    [Fact]
    public void RulesAsNarrowAsEachOther_TheFirstCountsAndTheExceptionWins()
    {
        DnsResolverRule first = Rule("192.0.2.1", "example.com");
        DnsResolverRule second = Rule("192.0.2.2", "EXAMPLE.com");

        Assert.Same(first, DnsResolverRule.Select([first, second], "example.com"));
        Assert.False(Rule("192.0.2.3", "example.com", "!example.com").Matches("www.example.com"));
        Assert.True(Rule("192.0.2.3", "=www.example.com", "!example.com").Matches("www.example.com"));
    }

    private static DnsResolverRule Rule(string server, params string[] matches) => new(matches.Select(DnsMatch.Parse), [new IPEndPoint(IPAddress.Parse(server), 53)]);

    [Fact]
    public void EqualRules_AreEqualByOperatorToo()
    {
        DnsMatch? none = null;

        Assert.True(DnsMatch.Parse("example.com") == DnsMatch.Parse("EXAMPLE.com."));
        Assert.True(DnsMatch.Parse("example.com") != DnsMatch.Parse("=example.com"));
        Assert.True(none != DnsMatch.Parse("example.com") && none == null);
    }
}
