namespace PeerProto.Apple.Tests;

public sealed class DnsSettingsRulesTests
{
    private static readonly DnsOnDemandRule Always = new() { Action = DnsOnDemandAction.Connect };

    private static readonly DnsSettings Https = new() { Protocol = DnsSettingsProtocol.Https, ServerUrl = "https://dns.example.com/dns-query{?dns}", ServerAddresses = ["10.8.0.1"] };

    private static readonly Dictionary<string, (DnsSettingsPayload Payload, ProfileFindingSeverity Severity, ProfileFindingCode Code, string Words)> Mistakes = new()
    {
        ["no settings"] = (With(null), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "DNSSettings is missing"),
        ["no protocol"] = (With(Https with { Protocol = null }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "DNSProtocol is missing"),
        ["https without url"] = (With(Https with { ServerUrl = null }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "ServerURL is missing"),
        ["https with name"] = (With(Https with { ServerName = "dns.example.com" }), ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "ServerName is for TLS"),
        ["tls without name"] = (With(DnsSamples.Settings with { ServerName = null }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "ServerName is missing"),
        ["tls with url"] = (With(DnsSamples.Settings with { ServerUrl = Https.ServerUrl }), ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "ServerURL is for HTTPS"),
        ["http url"] = (With(Https with { ServerUrl = "http://dns.example.com/" }), ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "is no https:// address"),
        ["name as address"] = (With(Https with { ServerAddresses = ["dns.example.com"] }), ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "is no IP address"),
        ["address with port"] = (With(Https with { ServerAddresses = ["10.8.0.1:853"] }), ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "is no IP address"),
        ["no addresses"] = (With(Https with { ServerAddresses = [] }), ProfileFindingSeverity.Note, ProfileFindingCode.ServerIsLookedUp, "in the clear first"),
        ["failover"] = (With(Https with { AllowsFailover = true }), ProfileFindingSeverity.Note, ProfileFindingCode.Failover, "in the clear"),
        ["unknown identity"] = (With(Https with { IdentityUuid = "0F1A1A3E-0B54-4E56-9A3F-000000000009" }), ProfileFindingSeverity.Error, ProfileFindingCode.UnknownReference, "is no payload of this profile"),
        ["star"] = (With(Https with { MatchDomains = ["*.example.com"] }), ProfileFindingSeverity.Note, ProfileFindingCode.MatchDomain, "changes nothing"),
        ["star inside"] = (With(Https with { MatchDomains = ["a.*.example.com"] }), ProfileFindingSeverity.Error, ProfileFindingCode.MatchDomain, "is no domain"),
        ["letters beyond ascii"] = (With(Https with { MatchDomains = ["bücher.example"] }), ProfileFindingSeverity.Error, ProfileFindingCode.MatchDomain, "is no domain"),
        ["no domain"] = (With(Https with { MatchDomains = [] }), ProfileFindingSeverity.Warning, ProfileFindingCode.MatchDomain, "has no domain"),
        ["twice"] = (With(Https with { MatchDomains = ["example.com", "Example.com."] }), ProfileFindingSeverity.Warning, ProfileFindingCode.MatchDomain, "more than once"),
        ["below another"] = (With(Https with { MatchDomains = ["example.com", "test.example.com"] }), ProfileFindingSeverity.Note, ProfileFindingCode.MatchDomain, "lies below another"),
        ["supervised"] = (With(Https) with { ProhibitsDisablement = true }, ProfileFindingSeverity.Note, ProfileFindingCode.NeedsSupervision, "supervised devices only"),
        ["rule without action"] = (With(Https, new DnsOnDemandRule()), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "has no Action"),
        ["evaluation of nothing"] = (With(Https, new DnsOnDemandRule { Action = DnsOnDemandAction.EvaluateConnection }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "without ActionParameters"),
        ["parameters of connect"] = (With(Https, Always with { Parameters = [new DnsOnDemandParameters { Action = DnsOnDemandDomainAction.NeverConnect, Domains = ["example.com"] }] }), ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "are for EvaluateConnection"),
        ["parameters without action"] = (With(Https, Always with { Action = DnsOnDemandAction.EvaluateConnection, Parameters = [new DnsOnDemandParameters { Domains = ["example.com"] }] }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "have no DomainAction"),
        ["parameters without domains"] = (With(Https, Always with { Action = DnsOnDemandAction.EvaluateConnection, Parameters = [new DnsOnDemandParameters { Action = DnsOnDemandDomainAction.NeverConnect }] }), ProfileFindingSeverity.Error, ProfileFindingCode.MissingKey, "have no Domains"),
        ["network on ethernet"] = (With(Https, Always with { Interface = DnsOnDemandInterface.Ethernet, Ssids = ["Office"] }), ProfileFindingSeverity.Error, ProfileFindingCode.UnreachableRule, "never both"),
        ["rule after all"] = (With(Https, Always, Always), ProfileFindingSeverity.Warning, ProfileFindingCode.UnreachableRule, "never reached"),
        ["two stars"] = (With(Https, Always with { DnsServerAddresses = ["17.*.*"] }), ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "DNSServerAddressMatch"),
        ["probe"] = (With(Https, Always with { ProbeUrl = "probe" }), ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "URLStringProbe"),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_IsFound(string name)
    {
        (DnsSettingsPayload payload, ProfileFindingSeverity severity, ProfileFindingCode code, string words) = Mistakes[name];

        ProfileFinding finding = Assert.Single(ProfileLint.Check(DnsSamples.Profile(payload)));

        Assert.Equal((severity, code), (finding.Severity, finding.Code));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void RightProfile_HasNoFinding()
    {
        Assert.Empty(ProfileLint.Check(DnsSamples.Profile(With(Https))));
        Assert.Empty(ProfileLint.Check(DnsSamples.Profile(With(DnsSamples.Settings, [.. DnsSamples.Payload.OnDemandRules]))));
    }

    private static DnsSettingsPayload With(DnsSettings? settings, params DnsOnDemandRule[] rules) => new() { Identifier = "org.example.dns.settings", Settings = settings, OnDemandRules = rules };
}
