using System.Net;
using PeerProto.Apple;
using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary>Rules for names, from one of three kinds of input: rules of the forwarder, <c>NEDNSSettings</c> as JSON, or a configuration profile with DNS settings.</summary>
/// <param name="Rules">What the forwarder does. Of Apple's kinds of input: with each domain taken as an exact name.</param>
/// <param name="Apple">What Apple's systems do with the same domains.</param>
/// <param name="IsApple">Whether the input is one of Apple's kinds, so that <paramref name="Apple"/> is what it says.</param>
/// <param name="Notes">What else is to be known, each a sentence without its full stop.</param>
internal sealed record DnsConfiguration(DnsRoutes Rules, DnsRoutes Apple, bool IsApple, IReadOnlyList<string> Notes)
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>What is done as the input says.</summary>
    public DnsRoutes AsGiven => IsApple ? Apple : Rules;

    /// <summary>Reads rules.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="isDefaultRoute">Whether the tunnel of <c>NEDNSSettings</c> is the default route.</param>
    /// <exception cref="DnsInputException">The input is none of the three, or wrong.</exception>
    public static DnsConfiguration Read(byte[] content, bool isDefaultRoute)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF]; // which some editors write, and JSON does not allow
        if (content.AsSpan().StartsWith(mark))
            content = content[mark.Length..];
        try
        {
            if (!LooksLikeJson(content))
                return From(ConfigurationProfile.Read(content));
            return HasMember(content, "upstreams"u8) || HasMember(content, "rules"u8) ? From(DnsRoutes.Parse(content)) : From(TunnelDnsSettings.Parse(content), isDefaultRoute);
        }
        catch (DnsRoutesException failure)
        {
            throw new DnsInputException($"at {failure.Place}: {failure.Cause}", failure.Remedy);
        }
        catch (ProfileException failure)
        {
            throw new DnsInputException(failure.Cause, failure.Remedy);
        }
        catch (ArgumentException failure)
        {
            throw new DnsInputException(failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.'), "Correct the servers and domains");
        }
    }

    private static DnsConfiguration From(DnsRoutes rules) => new(rules, rules.AsMatchDomains(), IsApple: false, []);

    private static DnsConfiguration From(TunnelDnsSettings settings, bool isDefaultRoute)
    {
        DnsUpstream tunnel = settings switch
        {
            { ServerUrl: { } url } => DnsUpstream.Https("tunnel", Url(url), Servers(settings.Servers, port: 443)),
            { ServerName: { } name } => DnsUpstream.Tls("tunnel", name, Servers(settings.Servers, DnsUpstream.TlsPort)),
            { Servers.Count: 0 } => throw new DnsInputException("servers is empty, and the system takes no resolver without servers", "Add the addresses of the tunnel's name servers"),
            _ => DnsUpstream.Udp("tunnel", Servers(settings.Servers, DnsUpstream.Port)),
        };
        List<string> notes = [];
        if (isDefaultRoute && settings.MatchDomains is not null)
            notes.Add("matchDomains is ignored where the tunnel is the default route: all names go to the tunnel's servers");
        if (!isDefaultRoute && settings.MatchDomains is null)
            notes.Add("there is no matchDomains, and the tunnel is not the default route: no name goes to the tunnel's servers");
        if (!isDefaultRoute && !settings.MatchDomainsNoSearch && settings.MatchDomains?.Any(static domain => domain.Length > 0) == true)
            notes.Add("matchDomainsNoSearch is not set, so that the match domains are also tried after names of one label");
        return From(tunnel, isDefaultRoute ? [""] : settings.MatchDomains ?? [], notes);
    }

    private static DnsConfiguration From(ConfigurationProfile profile)
    {
        DnsSettingsPayload[] payloads = [.. profile.Payloads.OfType<DnsSettingsPayload>()];
        if (payloads is not [{ Settings: { } settings } payload])
            throw new DnsInputException($"the profile has {payloads.Length} payloads com.apple.dnsSettings.managed with a server", "Give a profile with one");
        DnsUpstream server = settings.Protocol switch
        {
            DnsSettingsProtocol.Https => DnsUpstream.Https("profile", Url(settings.ServerUrl ?? ""), Servers(settings.ServerAddresses, port: 443)),
            DnsSettingsProtocol.Tls => DnsUpstream.Tls("profile", settings.ServerName ?? "", Servers(settings.ServerAddresses, DnsUpstream.TlsPort)),
            _ => throw new DnsInputException("DNSProtocol is neither HTTPS nor TLS", "Set it to one of them"),
        };
        List<string> notes = [.. payload.OnDemandRules.Index().Select(static each => $"on-demand rule {each.Index + 1}, of which the first that fits the network decides before: {each.Item}")];
        if (settings.IdentityUuid is not null)
            notes.Add("the server asks for the client's certificate, which the forwarder does not show");
        return From(server, settings.MatchDomains ?? [""], notes);
    }

    private static DnsConfiguration From(DnsUpstream upstream, IReadOnlyList<string> domains, IReadOnlyList<string> notes)
    {
        DnsUpstream system = DnsUpstream.OfSystem();
        string[] bare = [.. domains.Select(static domain => domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain)];
        return new DnsConfiguration(
            Routes(bare.Select(static domain => domain.Length == 0 ? DnsMatch.Suffix("") : Match(domain, DnsMatch.Exact)), upstream, system),
            Routes(bare.Select(static domain => Match(domain, DnsMatch.Suffix)), upstream, system),
            IsApple: true,
            notes);
    }

    private static DnsRoutes Routes(IEnumerable<DnsMatch> matches, DnsUpstream upstream, DnsUpstream system)
    {
        DnsMatch[] all = [.. matches];
        return new DnsRoutes(all.Length == 0 ? [] : [new DnsRoute(all, upstream)], system);
    }

    private static DnsMatch Match(string domain, Func<string, DnsMatch> make)
    {
        try
        {
            return make(domain);
        }
        catch (FormatException failure)
        {
            throw new DnsInputException(failure.Message.TrimEnd('.'), "Write a domain such as example.com");
        }
    }

    private static IEnumerable<IPEndPoint> Servers(IReadOnlyList<string> addresses, int port) => addresses.Take(DnsUpstream.MaximumServers).Select(text =>
        IPAddress.TryParse(text, out IPAddress? address) && (text.Contains(':', StringComparison.Ordinal) || text == address.ToString()) ? new IPEndPoint(address, port) : throw new DnsInputException($"'{text}' is no address of a server", "Write an IP address, without a port"));

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) ? url : throw new DnsInputException($"'{text}' is no URL", "Write one such as https://dns.example.com/dns-query");

    private static bool LooksLikeJson(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> rest = content.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || rest[0] is (byte)'{' or (byte)'/' or (byte)'[';
    }

    // NEDNSSettings has neither of them, and the readers look closely afterwards
    private static bool HasMember(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name)
    {
        Span<byte> quoted = stackalloc byte[name.Length + 2];
        quoted.Fill((byte)'"');
        name.CopyTo(quoted[1..]);
        return content.IndexOf(quoted) >= 0;
    }
}
