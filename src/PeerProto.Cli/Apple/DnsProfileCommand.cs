using System.CommandLine;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple profile new dns</c> accepts.</summary>
internal static class DnsProfileCommand
{
    private const string DefaultIdentifier = "org.example.dns";

    private static readonly Option<string?> ServerUrl = new("--server-url") { Description = "Where a server over HTTPS is asked, such as https://dns.example.com/dns-query." };
    private static readonly Option<string?> ServerName = new("--server-name") { Description = "The name of a server over TLS, as its certificate has it." };
    private static readonly Option<string[]> Addresses = new("--address") { Description = "An address of the server; several times for several. Left out: its name is looked up in the clear." };
    private static readonly Option<string[]> Domains = new("--domain") { Description = "A domain that the server is asked about, with everything below it; several times for several. Left out: all names." };
    private static readonly Option<string[]> Never = new("--never") { Description = "A domain below those that the server is not asked about (an on-demand rule); several times for several." };
    private static readonly Option<string> Identifier = new("--identifier") { Description = "The profile's identifier, in reverse DNS order.", DefaultValueFactory = static _ => DefaultIdentifier };
    private static readonly Option<string?> Name = new("--name") { Description = "What users read." };
    private static readonly Option<string?> Organization = new("--organization") { Description = "Who hands the profile out." };
    private static readonly Option<bool> ForDevice = new("--system") { Description = "The profile holds for the whole device, not for the user who installs it." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object with the profile and what was found." };

    /// <summary>Makes <c>dns</c>.</summary>
    public static Command Create()
    {
        Command dns = new("dns", "Makes a profile with an encrypted DNS server for all names or for some domains.") { ServerUrl, ServerName, Addresses, Domains, Never, Identifier, Name, Organization, ForDevice, Json };
        dns.Validators.Add(static result =>
        {
            if (result.GetValue(ServerUrl) is null == result.GetValue(ServerName) is null)
                result.AddError("Give --server-url for a server over HTTPS, or --server-name for one over TLS.");
        });
        dns.SetAction(static parsed => new DnsProfileVerb(Console.Out, Console.Error, parsed.GetValue(Json)).Make(ProfileFrom(parsed)));
        return dns;
    }

    private static ConfigurationProfile ProfileFrom(ParseResult parsed)
    {
        string identifier = parsed.GetValue(Identifier)!;
        DnsSettings settings = new()
        {
            Protocol = parsed.GetValue(ServerUrl) is null ? DnsSettingsProtocol.Tls : DnsSettingsProtocol.Https,
            ServerUrl = parsed.GetValue(ServerUrl),
            ServerName = parsed.GetValue(ServerName),
            ServerAddresses = parsed.GetValue(Addresses) ?? [],
            MatchDomains = parsed.GetValue(Domains) is { Length: > 0 } domains ? domains : null,
        };
        DnsOnDemandRule[] rules = parsed.GetValue(Never) is { Length: > 0 } never
            ? [new DnsOnDemandRule { Action = DnsOnDemandAction.EvaluateConnection, Parameters = [new DnsOnDemandParameters { Action = DnsOnDemandDomainAction.NeverConnect, Domains = never }] }]
            : [];
        return new ConfigurationProfile
        {
            Identifier = identifier,
            DisplayName = parsed.GetValue(Name) ?? identifier,
            Organization = parsed.GetValue(Organization),
            Scope = parsed.GetValue(ForDevice) ? ProfileScope.System : ProfileScope.User,
            Payloads = [new DnsSettingsPayload { Identifier = $"{identifier}.settings", DisplayName = parsed.GetValue(Name), Settings = settings, OnDemandRules = rules }],
        };
    }
}
