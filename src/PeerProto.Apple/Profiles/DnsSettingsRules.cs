using System.Net;

namespace PeerProto.Apple;

/// <summary>Rules for DNS configurations.</summary>
internal static class DnsSettingsRules
{
    private const int MaximumName = 253;
    private const int MaximumLabel = 63;

    public static void Check(ProfileInspection inspection)
    {
        foreach (DnsSettingsPayload payload in inspection.Profile.Payloads.OfType<DnsSettingsPayload>())
        {
            if (payload.Settings is { } settings)
            {
                ProfileRules.CheckKinds(inspection, payload, settings.KnownKeys, settings.Other);
                CheckServer(inspection, payload, settings);
                CheckDomains(inspection, payload, settings.MatchDomains);
            }
            else
            {
                inspection.Error(ProfileFindingCode.MissingKey, payload, "DNSSettings is missing, so that there is no server", "Add it with DNSProtocol and the server");
            }

            if (payload.ProhibitsDisablement == true)
                inspection.Note(ProfileFindingCode.NeedsSupervision, payload, "ProhibitDisablement holds on supervised devices only", "Hand the profile out by device management to supervised devices, or leave the key out");
            CheckRules(inspection, payload);
        }
    }

    private static void CheckServer(ProfileInspection inspection, DnsSettingsPayload payload, DnsSettings settings)
    {
        switch (settings.Protocol)
        {
            case null:
                inspection.Error(ProfileFindingCode.MissingKey, payload, "DNSProtocol is missing", "Set it to HTTPS or TLS; a profile cannot name a server that is asked in the clear");
                break;
            case DnsSettingsProtocol.Https when settings.ServerUrl is null:
                inspection.Error(ProfileFindingCode.MissingKey, payload, "DNSProtocol is HTTPS, and ServerURL is missing", "Add it, such as https://dns.example.com/dns-query");
                break;
            case DnsSettingsProtocol.Tls when settings.ServerName is null:
                inspection.Error(ProfileFindingCode.MissingKey, payload, "DNSProtocol is TLS, and ServerName is missing", "Add the name that the server's certificate has");
                break;
            case DnsSettingsProtocol.Https when settings.ServerName is not null:
                inspection.Error(ProfileFindingCode.Contradiction, payload, "ServerName is for TLS, and DNSProtocol is HTTPS", "Take ServerName out");
                break;
            case DnsSettingsProtocol.Tls when settings.ServerUrl is not null:
                inspection.Error(ProfileFindingCode.Contradiction, payload, "ServerURL is for HTTPS, and DNSProtocol is TLS", "Take ServerURL out");
                break;
        }

        if (settings.ServerUrl is { } url && !(Uri.TryCreate(url.Replace("{?dns}", "", StringComparison.Ordinal), UriKind.Absolute, out Uri? read) && read.Scheme == Uri.UriSchemeHttps))
            inspection.Error(ProfileFindingCode.WrongValue, payload, $"ServerURL '{url}' is no https:// address", "Write it such as https://dns.example.com/dns-query");
        foreach (string address in settings.ServerAddresses.Where(static address => !IsAddress(address)))
            inspection.Error(ProfileFindingCode.WrongValue, payload, $"'{address}' in ServerAddresses is no IP address", "Write addresses there, without a port, and the name in ServerName or ServerURL");
        if (settings is { Protocol: not null, ServerAddresses.Count: 0 })
            inspection.Note(ProfileFindingCode.ServerIsLookedUp, payload, "ServerAddresses is missing, so that the server's own name is looked up in the clear first", "Add the server's addresses");
        if (settings.AllowsFailover == true)
            inspection.Note(ProfileFindingCode.Failover, payload, "AllowFailover lets names be asked about in the clear where the server fails", "Leave it out where that must not be");
        if (settings.IdentityUuid is { } identity && inspection.Profile.FindPayload(identity) is null)
            inspection.Error(ProfileFindingCode.UnknownReference, payload, $"PayloadCertificateUUID {identity} is no payload of this profile", "Point it at the payload with the client's identity");
    }

    private static void CheckDomains(ProfileInspection inspection, DnsSettingsPayload payload, IReadOnlyList<string>? domains)
    {
        if (domains is null)
            return;
        if (domains.Count == 0)
            inspection.Warn(ProfileFindingCode.MatchDomain, payload, "SupplementalMatchDomains has no domain", "Leave it out for all names, or add domains");
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string domain in domains)
        {
            string bare = Bare(domain);
            if (!IsDomain(bare))
                inspection.Error(ProfileFindingCode.MatchDomain, payload, $"'{domain}' in SupplementalMatchDomains is no domain", "Write one such as example.com; what is beyond ASCII in its xn-- form");
            else if (domain.StartsWith('*'))
                inspection.Note(ProfileFindingCode.MatchDomain, payload, $"the * of '{domain}' changes nothing: {bare} and everything below it are taken either way", "Take it out. One name alone cannot be matched here; 'peerproto dns forward' can");
            if (!seen.Add(bare))
                inspection.Warn(ProfileFindingCode.MatchDomain, payload, $"the domain '{bare}' is there more than once", "Keep one of them");
        }

        foreach (string below in seen.Where(domain => Above(domain).Any(seen.Contains)))
            inspection.Note(ProfileFindingCode.MatchDomain, payload, $"'{below}' lies below another of the domains, which takes it already", "Take it out");
    }

    private static void CheckRules(ProfileInspection inspection, DnsSettingsPayload payload)
    {
        foreach ((int index, DnsOnDemandRule rule) in payload.OnDemandRules.Index())
        {
            string name = $"rule {index + 1} of OnDemandRules";
            ProfileRules.CheckKinds(inspection, payload, rule.KnownKeys, rule.Other);
            if (rule.Action is null)
                inspection.Error(ProfileFindingCode.MissingKey, payload, $"{name} has no Action", "Set it to Connect, Disconnect or EvaluateConnection");
            if (rule.Action == DnsOnDemandAction.EvaluateConnection && rule.Parameters.Count == 0)
                inspection.Error(ProfileFindingCode.MissingKey, payload, $"{name} evaluates connections without ActionParameters", "Add them, with Domains and DomainAction");
            if (rule.Action is DnsOnDemandAction.Connect or DnsOnDemandAction.Disconnect && rule.Parameters.Count > 0)
                inspection.Error(ProfileFindingCode.Contradiction, payload, $"{name} has ActionParameters, which are for EvaluateConnection", "Set Action to EvaluateConnection, or take them out");
            foreach (DnsOnDemandParameters parameters in rule.Parameters)
                CheckParameters(inspection, payload, name, parameters);
            if (rule.Ssids.Count > 0 && rule.Interface is { } kind and not DnsOnDemandInterface.WiFi)
                inspection.Error(ProfileFindingCode.UnreachableRule, payload, $"{name} asks for {kind} and for a Wi-Fi network, which is never both", "Keep one of them");
            foreach (string address in rule.DnsServerAddresses.Where(static address => !IsAddressPattern(address)))
                inspection.Error(ProfileFindingCode.WrongValue, payload, $"'{address}' in DNSServerAddressMatch of {name} is neither an address nor the beginning of one with one *", "Write it such as 17.*");
            if (rule.ProbeUrl is { } probe && !(Uri.TryCreate(probe, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)))
                inspection.Error(ProfileFindingCode.WrongValue, payload, $"URLStringProbe of {name} is no address of a web server", "Write one that answers with status 200 and no redirection");
            if (rule.IsUnconditional && index + 1 < payload.OnDemandRules.Count)
            {
                inspection.Warn(ProfileFindingCode.UnreachableRule, payload, $"{name} has no condition, so that those after it are never reached", "Put it last");
                return;
            }
        }
    }

    private static void CheckParameters(ProfileInspection inspection, DnsSettingsPayload payload, string rule, DnsOnDemandParameters parameters)
    {
        ProfileRules.CheckKinds(inspection, payload, parameters.KnownKeys, parameters.Other);
        if (parameters.Domains.Count == 0)
            inspection.Error(ProfileFindingCode.MissingKey, payload, $"ActionParameters of {rule} have no Domains", "Add them");
        if (parameters.Action is null)
            inspection.Error(ProfileFindingCode.MissingKey, payload, $"ActionParameters of {rule} have no DomainAction", "Set it to NeverConnect or ConnectIfNeeded");
    }

    /// <summary>The domain without a leading star and a trailing dot.</summary>
    internal static string Bare(string domain)
    {
        string bare = domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain.StartsWith('*') ? domain[1..] : domain;
        return bare.TrimEnd('.');
    }

    private static IEnumerable<string> Above(string domain)
    {
        for (int dot = domain.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = domain.IndexOf('.', dot + 1))
            yield return domain[(dot + 1)..];
    }

    private static bool IsDomain(string text) =>
        text.Length is > 0 and <= MaximumName && text.Split('.').All(static label => label.Length is > 0 and <= MaximumLabel && label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    private static bool IsAddress(string text) => IPAddress.TryParse(text, out IPAddress? address) && (address.GetAddressBytes().Length == 16 || text.Count(static c => c == '.') == 3);

    private static bool IsAddressPattern(string text) =>
        IsAddress(text) || (text.EndsWith('*') && text.Length > 1 && text[..^1].All(static c => char.IsAsciiHexDigit(c) || c is '.' or ':'));
}
