using System.Globalization;
using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>Reads a line of a list, and says what is wrong with one that is no proxy. What it says holds nothing of the line.</summary>
internal static class ProxyLine
{
    private const string Separator = "://";

    public static ProxyListEntry Read(int number, string line)
    {
        if (!ProxyEndpoint.TryParse(line, out ProxyEndpoint? proxy))
            return new ProxyListEntry(number, null, ProblemOf(line));
        return ProxyRoute.UriOf(proxy) is null ? new ProxyListEntry(number, null, "the host is no host name") : new ProxyListEntry(number, proxy, null);
    }

    private static string ProblemOf(string line)
    {
        if (line.Any(char.IsControl))
            return "there is a control character in it";
        int separator = line.IndexOf(Separator, StringComparison.Ordinal);
        return separator < 0 ? ProblemOfLine(line) : ProblemOfUrl(line[..separator], line[(separator + Separator.Length)..]);
    }

    private static string ProblemOfUrl(string scheme, string rest)
    {
        if (scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            return "proxies that are spoken to over TLS are not known here; most take http:// for pages of both kinds";
        if (scheme.ToUpperInvariant() is not ("HTTP" or "SOCKS5" or "SOCKS5H"))
            return "the scheme is neither http nor socks5";
        int at = rest.LastIndexOf('@');
        string authority = rest[(at + 1)..].TrimEnd('/');
        string? problem = ProblemOfPlace(authority);
        if (problem is not null || at < 0)
            return problem ?? "it is no proxy";
        return rest.StartsWith(':') ? "the user is missing" : "user or password is too long, or the user has a colon in it, which HTTP cannot carry";
    }

    private static string ProblemOfLine(string line)
    {
        if (line.Contains('@', StringComparison.Ordinal) && !IsPort(PartOf(line, 1)))
            return "user:password@host:port needs http:// or socks5:// before it";
        if (line.StartsWith('[') && !line.Contains(']', StringComparison.Ordinal))
            return "the bracket of the IPv6 address is not closed";
        int hostEnd = line.StartsWith('[') ? line.IndexOf(']', StringComparison.Ordinal) + 1 : line.IndexOf(':', StringComparison.Ordinal);
        if (hostEnd < 0)
            return "the port is missing";
        string[] parts = hostEnd < line.Length && line[hostEnd] == ':' ? line[(hostEnd + 1)..].Split(':', 3) : [];
        if (parts.Length == 0)
            return "the port is missing";
        if (!IsPort(parts[0]) && System.Net.IPAddress.TryParse(line, out _))
            return "an IPv6 address is written in brackets, with the port behind them";
        if (ProblemOfPlace($"{line[..hostEnd]}:{parts[0]}") is { } problem)
            return problem;
        return parts.Length switch
        {
            2 => "there is a user and no password: write host:port:user:password",
            3 when parts[1].Length == 0 => "the user is missing",
            3 when Encoding.UTF8.GetByteCount(parts[1]) > ProxyEndpoint.MaximumCredentialBytes => $"the user has more than {ProxyEndpoint.MaximumCredentialBytes} bytes",
            3 when Encoding.UTF8.GetByteCount(parts[2]) > ProxyEndpoint.MaximumCredentialBytes => $"the password has more than {ProxyEndpoint.MaximumCredentialBytes} bytes",
            _ => "it is no proxy",
        };
    }

    private static string? ProblemOfPlace(string authority)
    {
        int portStart = authority.LastIndexOf(':');
        if (portStart < 0 || authority.EndsWith(']'))
            return "the port is missing";
        if (portStart == 0)
            return "the host is missing";
        return IsPort(authority[(portStart + 1)..])
            ? PeerEndpoint.TryParse($"tcp://{authority}", out PeerEndpoint? place) && place is { Path: null } ? null : "the host is no host name"
            : "the port is not a number from 1 to 65535";
    }

    private static string PartOf(string line, int index) => line.Split(':') is { } parts && index < parts.Length ? parts[index] : "";

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0;
}
