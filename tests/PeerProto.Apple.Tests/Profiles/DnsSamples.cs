namespace PeerProto.Apple.Tests;

/// <summary>A DNS configuration with everything in it.</summary>
internal static class DnsSamples
{
    public static DnsSettings Settings { get; } = new()
    {
        Protocol = DnsSettingsProtocol.Tls,
        ServerName = "dns.example.com",
        ServerAddresses = ["10.8.0.1", "2001:db8::1"],
        MatchDomains = ["example.com", "corp.example"],
        AllowsFailover = false,
    };

    public static DnsSettingsPayload Payload { get; } = new()
    {
        Identifier = "org.example.dns.settings",
        DisplayName = "Names of the office",
        Settings = Settings,
        ProhibitsDisablement = true,
        OnDemandRules =
        [
            new DnsOnDemandRule
            {
                Action = DnsOnDemandAction.EvaluateConnection,
                Parameters = [new DnsOnDemandParameters { Action = DnsOnDemandDomainAction.NeverConnect, Domains = ["test.example.com", "public.example.com"] }],
                Interface = DnsOnDemandInterface.WiFi,
                Ssids = ["Office", "Lab"],
            },
            new DnsOnDemandRule
            {
                Action = DnsOnDemandAction.Disconnect,
                Interface = DnsOnDemandInterface.Cellular,
                DnsDomains = ["example.net"],
                DnsServerAddresses = ["17.*"],
                ProbeUrl = "http://probe.example.com/",
            },
            new DnsOnDemandRule { Action = DnsOnDemandAction.Connect },
        ],
    };

    public static ConfigurationProfile Profile(params ProfilePayload[] payloads) => new() { Identifier = "org.example.dns", DisplayName = "DNS", Payloads = payloads };
}
