using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace PeerProto.Discovery;

/// <summary>Reads routes from JSON.</summary>
internal static class DnsRoutesReader
{
    /// <summary>The longest text, in bytes.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>The most upstreams.</summary>
    public const int MaximumUpstreams = 64;

    private const int MaximumDepth = 8;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaximumDepth,
    };

    public static DnsRoutes Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > MaximumLength)
            throw new DnsRoutesException("$", $"there are more than {MaximumLength} bytes", "Split the rules, or take a domain instead of its names");
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new DnsRoutesException(failure.LineNumber is { } line ? $"line {line + 1}, byte {failure.BytePositionInLine + 1}" : "$", "that is no JSON", "Check quotes, commas and brackets there, and that no name stands twice");
        }
        catch (InvalidOperationException)
        {
            throw new DnsRoutesException("$", "a text in it is broken: half of a surrogate pair, or bytes that are no UTF-8", "Save the file as UTF-8");
        }
    }

    private static DnsRoutes Read(JsonElement root)
    {
        Expect(root, JsonValueKind.Object, "$", "an object with upstreams, rules and default");
        RefuseOthers(root, "$", "upstreams", "rules", "default");
        Dictionary<string, DnsUpstream> upstreams = ReadUpstreams(Member(root, "$", "upstreams", JsonValueKind.Object, "an object with a member for each upstream"));
        List<DnsRoute> routes = [];
        long matches = 0;
        if (root.TryGetProperty("rules", out JsonElement rules))
        {
            Expect(rules, JsonValueKind.Array, "rules", "a list of rules");
            foreach ((int index, JsonElement rule) in rules.EnumerateArray().Index())
            {
                routes.Add(ReadRoute(rule, $"rules[{index}]", upstreams));
                matches += routes[^1].Matches.Count;
                if (matches > DnsRoutes.MaximumMatches)
                    throw new DnsRoutesException($"rules[{index}]", $"there are more than {DnsRoutes.MaximumMatches} matches", "Take a domain instead of its names");
            }
        }

        return new DnsRoutes(routes, Upstream(Member(root, "$", "default", JsonValueKind.String, "the name of an upstream"), "default", upstreams));
    }

    private static Dictionary<string, DnsUpstream> ReadUpstreams(JsonElement members)
    {
        Dictionary<string, DnsUpstream> upstreams = new(StringComparer.Ordinal);
        foreach (JsonProperty member in members.EnumerateObject())
        {
            string place = $"upstreams.{member.Name}";
            if (upstreams.Count == MaximumUpstreams)
                throw new DnsRoutesException(place, $"there are more than {MaximumUpstreams} upstreams", "Use fewer");
            try
            {
                upstreams.Add(member.Name, ReadUpstream(member.Name, member.Value, place));
            }
            catch (ArgumentException failure)
            {
                throw new DnsRoutesException(place, failure.Message.Split(" (Parameter")[0].TrimEnd('.'), "Correct that upstream");
            }
        }

        return upstreams;
    }

    private static DnsUpstream ReadUpstream(string name, JsonElement value, string place)
    {
        Expect(value, JsonValueKind.Object, place, "an object with protocol and servers");
        RefuseOthers(value, place, "protocol", "servers", "serverName", "url", "authorities");
        string protocol = OptionalText(value, place, "protocol") ?? "udp";
        string? serverName = OptionalText(value, place, "serverName");
        string? url = OptionalText(value, place, "url");
        X509Certificate2Collection? authorities = OptionalText(value, place, "authorities") is { } pem ? ReadAuthorities(pem, place) : null;
        bool isPrivate = protocol is "tls" or "https";
        IPEndPoint[] servers = value.TryGetProperty("servers", out JsonElement list) ? ReadServers(list, $"{place}.servers", protocol switch { "tls" => DnsUpstream.TlsPort, "https" => 443, _ => DnsUpstream.Port }) : [];
        Refuse(serverName is not null && protocol != "tls", place, "serverName is for protocol tls", "Set protocol to tls, or leave serverName out");
        Refuse(url is not null && protocol != "https", place, "url is for protocol https", "Set protocol to https, or leave url out");
        Refuse(authorities is not null && !isPrivate, place, "authorities are for the protocols tls and https", "Leave them out");
        Refuse(servers.Length > 0 && protocol == "system", place, "protocol system takes the servers that the system was given", "Leave servers out, or set another protocol");
        return protocol switch
        {
            "udp" => DnsUpstream.Udp(name, servers),
            "tcp" => DnsUpstream.Tcp(name, servers),
            "system" => DnsUpstream.OfSystem(name),
            "tls" => DnsUpstream.Tls(name, serverName ?? throw new DnsRoutesException(place, "serverName is missing", "Write the name that the server's certificate has"), servers, authorities),
            "https" when url is null => throw new DnsRoutesException(place, "url is missing", "Write one such as https://dns.example.com/dns-query"),
            "https" when !Uri.TryCreate(url, UriKind.Absolute, out _) => throw new DnsRoutesException($"{place}.url", $"'{url}' is no URL", "Write one such as https://dns.example.com/dns-query"),
            "https" => DnsUpstream.Https(name, new Uri(url), servers, authorities),
            _ => throw new DnsRoutesException($"{place}.protocol", $"there is no protocol '{protocol}'", "Use udp, tcp, tls, https or system"),
        };
    }

    private static DnsRoute ReadRoute(JsonElement value, string place, Dictionary<string, DnsUpstream> upstreams)
    {
        Expect(value, JsonValueKind.Object, place, "an object with match and upstream");
        RefuseOthers(value, place, "match", "upstream");
        List<DnsMatch> matches = [];
        foreach ((string text, string at) in Texts(Member(value, place, "match"), $"{place}.match"))
        {
            matches.Add(DnsMatch.TryParse(text, out DnsMatch? match)
                ? match
                : throw new DnsRoutesException(at, $"'{text}' is no rule about domain names", "Write a domain such as example.com, and before it = for that name alone or ! for an exception"));
        }

        if (matches.All(static match => match.IsExclusion))
            throw new DnsRoutesException($"{place}.match", "there is no domain that the rule is for", "Write a domain beside the exceptions; \"\" is for all names");
        return new DnsRoute(matches, Upstream(Member(value, place, "upstream", JsonValueKind.String, "the name of an upstream"), $"{place}.upstream", upstreams));
    }

    private static DnsUpstream Upstream(JsonElement value, string place, Dictionary<string, DnsUpstream> upstreams) =>
        upstreams.TryGetValue(value.GetString()!, out DnsUpstream? upstream)
            ? upstream
            : throw new DnsRoutesException(place, $"there is no upstream '{value.GetString()}'", "Name one that stands in upstreams");

    private static IPEndPoint[] ReadServers(JsonElement value, string place, int port) =>
    [
        .. Texts(value, place).Select(each => TryReadServer(each.Text, port, out IPEndPoint? server)
            ? server
            : throw new DnsRoutesException(each.Place, $"'{each.Text}' is no address of a name server", "Write one such as 10.8.0.1, 10.8.0.1:5353 or [2001:db8::1]:53; names are not looked up")),
    ];

    private static bool TryReadServer(string text, int port, out IPEndPoint server)
    {
        // what the base library also takes for an address, such as 10.8, or 010.8.0.1 for 8.8.0.1, is a slip here
        if (!IPEndPoint.TryParse(text, out IPEndPoint? read) || !IsWrittenOut(text, read))
        {
            server = null!;
            return false;
        }

        server = read.Port == 0 ? new IPEndPoint(read.Address, port) : read;
        bool isOne = !read.Address.Equals(IPAddress.Any) && !read.Address.Equals(IPAddress.IPv6Any) && !read.Address.Equals(IPAddress.Broadcast);
        bool isMulticast = read.Address.IsIPv6Multicast || (read.AddressFamily == AddressFamily.InterNetwork && read.Address.GetAddressBytes()[0] is >= 224 and < 240);
        return isOne && !isMulticast;
    }

    private static bool IsWrittenOut(string text, IPEndPoint read)
    {
        if (read.AddressFamily == AddressFamily.InterNetworkV6)
            return read.Port > 0 || !text.Contains("]:", StringComparison.Ordinal);
        return read.Port > 0 ? text.StartsWith($"{read.Address}:", StringComparison.Ordinal) : text == read.Address.ToString();
    }

    private static X509Certificate2Collection ReadAuthorities(string pem, string place)
    {
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            // told of below
        }

        Refuse(authorities.Count == 0, $"{place}.authorities", "there is no certificate in it", "Write certificates as PEM, with their BEGIN and END lines");
        return authorities;
    }

    /// <summary>One text, or a list of them.</summary>
    private static IEnumerable<(string Text, string Place)> Texts(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            yield return (value.GetString()!, place);
            yield break;
        }

        Expect(value, JsonValueKind.Array, place, "a text or a list of texts");
        foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
        {
            Expect(item, JsonValueKind.String, $"{place}[{index}]", "a text");
            yield return (item.GetString()!, $"{place}[{index}]");
        }
    }

    private static string? OptionalText(JsonElement value, string place, string name)
    {
        if (!value.TryGetProperty(name, out JsonElement member))
            return null;
        Expect(member, JsonValueKind.String, $"{place}.{name}", "a text");
        return member.GetString();
    }

    private static JsonElement Member(JsonElement value, string place, string name) =>
        value.TryGetProperty(name, out JsonElement member) ? member : throw new DnsRoutesException(place, $"{name} is missing", $"Add {name}");

    private static JsonElement Member(JsonElement value, string place, string name, JsonValueKind kind, string form)
    {
        JsonElement member = Member(value, place, name);
        Expect(member, kind, place == "$" ? name : $"{place}.{name}", form);
        return member;
    }

    private static void Expect(JsonElement value, JsonValueKind kind, string place, string form) => Refuse(value.ValueKind != kind, place, $"{value.ValueKind} stands there", $"Write {form}");

    private static void RefuseOthers(JsonElement value, string place, params ReadOnlySpan<string> known)
    {
        foreach (JsonProperty member in value.EnumerateObject())
            Refuse(!known.Contains(member.Name), place, $"'{member.Name}' is not known", $"Use {string.Join(", ", known!)}");
    }

    private static void Refuse(bool isWrong, string place, string cause, string remedy)
    {
        if (isWrong)
            throw new DnsRoutesException(place, cause, remedy);
    }
}
