using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Discovery;

/// <summary>Name servers that give the same answers, such as those behind a tunnel. Immutable.</summary>
public sealed class DnsUpstream
{
    /// <summary>The most servers of one upstream.</summary>
    public const int MaximumServers = 4;

    /// <summary>The longest name of an upstream, in characters.</summary>
    public const int MaximumNameLength = 64;

    /// <summary>The port of DNS over UDP and TCP.</summary>
    public const int Port = 53;

    /// <summary>The port of DNS over TLS (RFC 7858 section 3.1).</summary>
    public const int TlsPort = 853;

    private const string QueryVariable = "{?dns}";

    private DnsUpstream(
        string name, DnsUpstreamProtocol protocol, IEnumerable<IPEndPoint> servers, string? serverName = null, Uri? url = null, X509Certificate2Collection? authorities = null, bool isOfSystem = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(servers);
        if (name.Length > MaximumNameLength || name.Any(char.IsControl))
            throw new ArgumentException($"The name of an upstream is 1 to {MaximumNameLength} characters that can be shown.", nameof(name));
        Name = name;
        Protocol = protocol;
        Servers = [.. servers];
        ServerName = serverName;
        Url = url;
        Authorities = authorities is { Count: > 0 } ? [.. authorities] : null;
        IsOfSystem = isOfSystem;
        if (Servers.Count > MaximumServers)
            throw new ArgumentException($"Upstream {name} has {Servers.Count} servers; {MaximumServers} is the most.", nameof(servers));
        if (Servers.Count == 0 && !isOfSystem && protocol is not (DnsUpstreamProtocol.Tls or DnsUpstreamProtocol.Https))
            throw new ArgumentException($"Upstream {name} has no server.", nameof(servers));
        if (Servers.FirstOrDefault(static server => server.Port == 0) is { } wrong)
            throw new ArgumentException($"{wrong} has no port.", nameof(servers));
    }

    /// <summary>What it is called where it is spoken of.</summary>
    public string Name { get; }

    /// <summary>How it is asked.</summary>
    public DnsUpstreamProtocol Protocol { get; }

    /// <summary>The servers in the order in which they are asked; the next one where one fails. Empty: those of the system, or for TLS and HTTPS what the system finds for the server's name.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; }

    /// <summary>The name that the certificate of a TLS server must have; null for the other protocols.</summary>
    public string? ServerName { get; }

    /// <summary>Where an HTTPS server is asked; null for the other protocols.</summary>
    public Uri? Url { get; }

    /// <summary>Whether the name servers that this machine was given are asked, whichever they are at the time.</summary>
    public bool IsOfSystem { get; }

    /// <summary>The authorities that may have signed the server's certificate, or null for those that the system trusts.</summary>
    internal X509Certificate2Collection? Authorities { get; }

    /// <summary>Servers that are asked in datagrams.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="servers">The servers, 1 to <see cref="MaximumServers"/>.</param>
    /// <exception cref="ArgumentException">A name or a server makes no sense.</exception>
    public static DnsUpstream Udp(string name, params IEnumerable<IPEndPoint> servers) => new(name, DnsUpstreamProtocol.Udp, servers);

    /// <summary>Servers that are asked over TCP.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="servers">The servers, 1 to <see cref="MaximumServers"/>.</param>
    /// <exception cref="ArgumentException">A name or a server makes no sense.</exception>
    public static DnsUpstream Tcp(string name, params IEnumerable<IPEndPoint> servers) => new(name, DnsUpstreamProtocol.Tcp, servers);

    /// <summary>The name servers that this machine was given, in datagrams.</summary>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">The name makes no sense.</exception>
    public static DnsUpstream OfSystem(string name = "system") => new(name, DnsUpstreamProtocol.Udp, [], isOfSystem: true);

    /// <summary>Servers that are asked over TLS.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="serverName">The host name or address that their certificates must have.</param>
    /// <param name="servers">Their addresses, up to <see cref="MaximumServers"/>; null where the system is to look them up, which must then not depend on the forwarder.</param>
    /// <param name="authorities">The authorities that may have signed the certificates; null for those that the system trusts.</param>
    /// <exception cref="ArgumentException">A name or a server makes no sense.</exception>
    public static DnsUpstream Tls(string name, string serverName, IEnumerable<IPEndPoint>? servers = null, X509Certificate2Collection? authorities = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(serverName);
        if (Uri.CheckHostName(serverName) == UriHostNameType.Unknown)
            throw new ArgumentException($"'{serverName}' is no name of a server.", nameof(serverName));
        return new(name, DnsUpstreamProtocol.Tls, servers ?? [], serverName: serverName, authorities: authorities);
    }

    /// <summary>A server that is asked over HTTPS.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="url">Where it is asked, such as <c>https://dns.example.com/dns-query</c>; a <c>{?dns}</c> at the end is left out.</param>
    /// <param name="servers">Its addresses, up to <see cref="MaximumServers"/>; null where the system is to look them up, which must then not depend on the forwarder.</param>
    /// <param name="authorities">The authorities that may have signed the certificate; null for those that the system trusts.</param>
    /// <exception cref="ArgumentException">A name, the URL or a server makes no sense.</exception>
    public static DnsUpstream Https(string name, Uri url, IEnumerable<IPEndPoint>? servers = null, X509Certificate2Collection? authorities = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        string text = url.OriginalString;
        if (text.EndsWith(QueryVariable, StringComparison.Ordinal) && Uri.TryCreate(text[..^QueryVariable.Length], UriKind.Absolute, out Uri? plain))
            url = plain;
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0)
            throw new ArgumentException($"'{text}' is no address of DNS over HTTPS. Write one such as https://dns.example.com/dns-query.", nameof(url));
        return new(name, DnsUpstreamProtocol.Https, servers ?? [], url: url, authorities: authorities);
    }

    /// <summary>Name, protocol and servers.</summary>
    /// <returns>A line for people.</returns>
    public override string ToString()
    {
        string place = Url?.ToString() ?? (IsOfSystem ? "the system's name servers" : string.Join(", ", Servers));
        return Protocol switch
        {
            DnsUpstreamProtocol.Tcp => $"{Name} ({place} over TCP)",
            DnsUpstreamProtocol.Tls => $"{Name} ({(place.Length > 0 ? place + " " : "")}over TLS as {ServerName})",
            _ => $"{Name} ({place})",
        };
    }
}
