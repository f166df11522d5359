using System.Net;
using CsCheck;

namespace PeerProto.Discovery.Tests.Forwarding;

public sealed class DnsRoutesTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 5_000;

    private static readonly DnsUpstream System = DnsUpstream.OfSystem();
    private static readonly DnsUpstream Tunnel = DnsUpstream.Udp("tunnel", new IPEndPoint(IPAddress.Loopback, 53));

    [Theory]
    [InlineData("=example.com", "example.com", "tunnel")]
    [InlineData("=example.com", "test.example.com", "system")]
    [InlineData("=example.com", "notexample.com", "system")]
    [InlineData("=example.com", "EXAMPLE.Com.", "tunnel")]
    [InlineData("example.com", "example.com", "tunnel")]
    [InlineData("example.com", "test.example.com", "tunnel")]
    [InlineData("example.com", "notexample.com", "system")]
    [InlineData("bücher.example", "www.xn--bcher-kva.example", "tunnel")]
    [InlineData("", "anything.at.all", "tunnel")]
    [InlineData("example.com", "", "system")]
    public void OneRule_Decides(string rule, string name, string upstream) =>
        Assert.Equal(upstream, new DnsRoutes([new DnsRoute([DnsMatch.Parse(rule)], Tunnel)], System).Explain(name).Upstream!.Name);

    [Fact]
    public void RandomRules_DecideAsTheyAreWrittenDown() => Gen.Select(RandomRules.Routes, RandomRules.Names).Sample(
        (routes, name) =>
        {
            int? expected = NaiveRules.Choose(routes, name);
            DnsRouteExplanation explained = RoutesOf(routes).Explain(name);
            return explained.Upstream!.Name == (expected?.ToString(global::System.Globalization.CultureInfo.InvariantCulture) ?? "system")
                && explained.Others.Count == routes.Count - (expected is null ? 0 : 1)
                && (explained.Match is null) == (expected is null);
        },
        iter: Cases);

    [Fact]
    public void RandomMatchDomains_DecideAsAppleHasIt() => Gen.Select(RandomRules.Names.Array[1, 3].Array[0, 4], RandomRules.Names).Sample(
        (domains, name) =>
        {
            DnsRoutes exact = RoutesOf([.. domains.Select(static list => list.Select(static domain => "=" + domain).ToArray())]);
            int? expected = NaiveRules.ChooseAsApple(domains, name);
            return exact.AsMatchDomains().Explain(name).Upstream!.Name == (expected?.ToString(global::System.Globalization.CultureInfo.InvariantCulture) ?? "system");
        },
        iter: Cases);

    [Fact]
    public void ExceptionsAndExactNames_AreLostAsMatchDomains()
    {
        DnsRoutes routes = RoutesOf([["=example.com", "example.net", "!test.example.net"]]);

        Assert.Equal("system", routes.Explain("test.example.com").Upstream!.Name);
        Assert.Equal("0", routes.AsMatchDomains().Explain("test.example.com").Upstream!.Name);
        Assert.Equal("system", routes.Explain("test.example.net").Upstream!.Name);
        Assert.Equal("0", routes.AsMatchDomains().Explain("test.example.net").Upstream!.Name);
    }

    [Fact]
    public void Explanation_TellsWhyTheOthersAreNotTaken()
    {
        DnsRoutes routes = RoutesOf([["=example.com"], ["example.com", "!test.example.com"], ["com"], ["test.example.com"], ["test.example.com"], ["ample.com"], ["example.org"]]);

        DnsRouteExplanation explained = routes.Explain("Test.Example.com.");

        Assert.Equal(("Test.Example.com", "3", "test.example.com"), (explained.Name, explained.Upstream!.Name, explained.Match!.ToString()));
        Assert.Equal(
            [
                (1, DnsRouteLossReason.ExactOnly, "example.com"), (2, DnsRouteLossReason.Excepted, "test.example.com"), (3, DnsRouteLossReason.Wider, "com"),
                (5, DnsRouteLossReason.Later, "test.example.com"), (6, DnsRouteLossReason.PartOfLabel, "ample.com"), (7, DnsRouteLossReason.OtherDomain, null),
            ],
            explained.Others.Select(static other => (other.Number, other.Reason, other.Match?.Domain)));
        Assert.All(explained.Others, static other => Assert.NotEmpty(other.Text));
    }

    [Theory]
    [InlineData("printer.local", null)]
    [InlineData("local", null)]
    [InlineData("notlocal", "system")]
    [InlineData("site.local", "0")]
    public void NameOfTheLocalNetwork_GoesToNobodyUnlessARouteSaysSo(string name, string? upstream) =>
        Assert.Equal(upstream, RoutesOf([["site.local"]]).Explain(name).Upstream?.Name);

    [Theory]
    [InlineData("exa..mple")]
    [InlineData("this-label-is-longer-than-the-sixty-three-bytes-that-a-label-may-have.example")]
    public void Nonsense_IsNoName(string name) => Assert.Throws<FormatException>(() => RoutesOf([]).Explain(name));

    [Fact]
    public void LongestName_IsOneAndALongerOneIsNot()
    {
        string label = new('a', 61);
        string longest = string.Join('.', Enumerable.Repeat(label, 4)) + ".aaaaa";

        Assert.Equal(253, longest.Length);
        Assert.Equal("system", RoutesOf([]).Explain(longest).Upstream!.Name);
        Assert.Throws<FormatException>(() => RoutesOf([]).Explain(longest + "a"));
    }

    [Fact]
    public void RouteOfExceptionsAlone_IsRefused() => Assert.Throws<ArgumentException>(static () => new DnsRoute([DnsMatch.Parse("!example.com")], Tunnel));

    private static DnsRoutes RoutesOf(IReadOnlyList<IReadOnlyList<string>> routes) => new(
        routes.Select(static (rules, index) =>
            new DnsRoute(rules.Select(DnsMatch.Parse), DnsUpstream.Udp($"{index}", new IPEndPoint(IPAddress.Loopback, 53)))),
        System);
}
