using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeerProto;

/// <summary>
/// A transport and an address within it: an IP address and port, a host name and port, an opaque name, or a path. Immutable, compared by value.
/// Written as <c>tcp://host:port</c>, <c>tcp://192.0.2.1:port</c>, <c>tcp://[fe80::1%2]:port</c>, <c>ws://host:port/path</c>, <c>memory://name</c> or <c>unix:///path</c>.
/// </summary>
public sealed class PeerEndpoint : IEquatable<PeerEndpoint>, IParsable<PeerEndpoint>
{
    /// <summary>The longest host or name, in characters: the longest text of a DNS name (RFC 1035 section 2.3.4).</summary>
    public const int MaximumHostLength = 255;

    /// <summary>The longest transport name, in characters.</summary>
    public const int MaximumTransportLength = 16;

    /// <summary>The longest path, in characters.</summary>
    public const int MaximumPathLength = 1024;

    private const string Separator = "://";

    private PeerEndpoint(string transport, string host, int port, IPEndPoint? address, string? path = null)
    {
        Transport = transport;
        Host = host;
        Port = port;
        Address = address;
        Path = path;
    }

    /// <summary>The transport's name in lower case, for example <c>tcp</c>.</summary>
    public string Transport { get; }

    /// <summary>The host name, the IP address as text without brackets (a scope as a number), or the opaque name; empty if this endpoint is only a path.</summary>
    public string Host { get; }

    /// <summary>The port, 1 to 65535, or 0 if this endpoint is an opaque name or only a path.</summary>
    public int Port { get; }

    /// <summary>Address and port if the host is an IP address, otherwise null: a host name waits to be resolved, an opaque name never is.</summary>
    public IPEndPoint? Address { get; }

    /// <summary>
    /// What follows host and port, or stands alone, beginning with <c>/</c>, in visible ASCII characters: anything else is written as in a URI (RFC 3986 section 2.1). Null where there is
    /// none; behind a port, <c>/</c> alone counts as none.
    /// </summary>
    public string? Path { get; }

    /// <summary>Makes an endpoint from an IP address and port. An IPv4 address mapped into IPv6 becomes the IPv4 address it stands for.</summary>
    /// <param name="transport">The transport's name: lower-case letters, digits, <c>+</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="address">Address and port. A link-local IPv6 address keeps its scope.</param>
    /// <exception cref="ArgumentException">The transport name is not well formed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is 0.</exception>
    public static PeerEndpoint FromAddress(string transport, IPEndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        ThrowIfNotTransport(transport);
        ArgumentOutOfRangeException.ThrowIfZero(address.Port, nameof(address));
        IPAddress plain = address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address;
        return new PeerEndpoint(transport, plain.ToString(), address.Port, new IPEndPoint(plain, address.Port));
    }

    /// <summary>Makes an endpoint from a host name, or an IP address as text, and a port.</summary>
    /// <param name="transport">The transport's name: lower-case letters, digits, <c>+</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="host">A DNS name or an IP address without brackets; a scope may be an interface name of this machine.</param>
    /// <param name="port">1 to 65535.</param>
    /// <exception cref="ArgumentException">The transport name or the host is not well formed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static PeerEndpoint FromHost(string transport, string host, int port)
    {
        ThrowIfNotTransport(transport);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        return TryFromHost(transport, host, port)
            ?? throw new ArgumentException($"'{host}' is neither a host name nor an IP address of a scope known here.", nameof(host));
    }

    /// <summary>Makes an endpoint from an opaque name, for transports without hosts and ports.</summary>
    /// <param name="transport">The transport's name: lower-case letters, digits, <c>+</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="name">1 to <see cref="MaximumHostLength"/> characters without white space, <c>/</c>, <c>:</c>, <c>[</c> and <c>]</c>.</param>
    /// <exception cref="ArgumentException">The transport name or the name is not well formed.</exception>
    public static PeerEndpoint FromName(string transport, string name)
    {
        ThrowIfNotTransport(transport);
        if (!IsHostText(name))
            throw new ArgumentException($"'{name}' is not a name: 1 to {MaximumHostLength} characters without white space, '/', ':', '[' and ']'.", nameof(name));
        return new PeerEndpoint(transport, name, 0, null);
    }

    /// <summary>Makes an endpoint from a path alone, for transports that live in the file system.</summary>
    /// <param name="transport">The transport's name: lower-case letters, digits, <c>+</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="path">As in <see cref="Path"/>, and longer than one character.</param>
    /// <exception cref="ArgumentException">The transport name or the path is not well formed.</exception>
    public static PeerEndpoint FromPath(string transport, string path)
    {
        ThrowIfNotTransport(transport);
        return IsPath(path) && path.Length > 1 ? new PeerEndpoint(transport, "", 0, null, path) : throw NotPath(path);
    }

    /// <summary>The same host and port with another path.</summary>
    /// <param name="path">As in <see cref="Path"/>, or null for none.</param>
    /// <exception cref="ArgumentException">The path is not well formed.</exception>
    /// <exception cref="InvalidOperationException">This endpoint has no port.</exception>
    public PeerEndpoint WithPath(string? path)
    {
        if (Port == 0)
            throw new InvalidOperationException($"{this} has no port, so no path can follow it.");
        if (path is not null && !IsPath(path))
            throw NotPath(path);
        return new PeerEndpoint(Transport, Host, Port, Address, path is "/" ? null : path);
    }

    /// <summary>Reads an endpoint from the text that <see cref="ToString"/> writes. A scope may also be an interface name of this machine.</summary>
    /// <param name="text">For example <c>tcp://[fe80::1%eth0]:4711</c>.</param>
    /// <exception cref="FormatException">The text is not an endpoint.</exception>
    public static PeerEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out PeerEndpoint? endpoint)
            ? endpoint
            : throw new FormatException($"'{text}' is not an endpoint: write transport://host:port, transport://[IPv6 address]:port, either with a /path behind it, transport://name or transport:///path.");
    }

    /// <summary>Reads an endpoint from the text that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="endpoint">The endpoint, or null if the text is none.</param>
    /// <returns>Whether the text is an endpoint.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PeerEndpoint? endpoint)
    {
        endpoint = null;
        int separator = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (separator < 0)
            return false;
        string transport = text![..separator];
        if (!IsTransport(transport))
            return false;

        string rest = text[(separator + Separator.Length)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string? path = slash < 0 ? null : rest[slash..];
        if (path is not null)
        {
            if (!IsPath(path))
                return false;
            rest = rest[..slash];
        }

        int colon = rest.LastIndexOf(':');
        if (colon < 0)
        {
            if (path is null ? IsHostText(rest) : rest.Length == 0 && path.Length > 1)
                endpoint = new PeerEndpoint(transport, rest, 0, null, path);
            return endpoint is not null;
        }

        if (!int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > IPEndPoint.MaxPort)
            return false;
        string host = rest[..colon];
        bool bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (bracketed)
            host = host[1..^1];
        if (bracketed != host.Contains(':', StringComparison.Ordinal))
            return false;
        endpoint = TryFromHost(transport, host, port)?.WithPath(path);
        return endpoint is not null;
    }

    /// <summary>The text form, which <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() =>
        Port == 0 ? string.Concat(Transport, Separator, Host, Path)
        : Host.Contains(':', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{Transport}{Separator}[{Host}]:{Port}{Path}")
        : string.Create(CultureInfo.InvariantCulture, $"{Transport}{Separator}{Host}:{Port}{Path}");

    /// <summary>Whether both name the same transport and address. Host names compare without regard to case, opaque names and paths with.</summary>
    /// <param name="other">The endpoint to compare with.</param>
    public bool Equals(PeerEndpoint? other) =>
        other is not null && Port == other.Port && Transport == other.Transport && string.Equals(Host, other.Host, HostComparison) && Path == other.Path;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PeerEndpoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Transport, Host.GetHashCode(HostComparison), Port, Path);

    /// <summary>Whether both endpoints are equal, or both null.</summary>
    /// <param name="left">One endpoint.</param>
    /// <param name="right">The other endpoint.</param>
    public static bool operator ==(PeerEndpoint? left, PeerEndpoint? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the endpoints differ.</summary>
    /// <param name="left">One endpoint.</param>
    /// <param name="right">The other endpoint.</param>
    public static bool operator !=(PeerEndpoint? left, PeerEndpoint? right) => !(left == right);

    static PeerEndpoint IParsable<PeerEndpoint>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<PeerEndpoint>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PeerEndpoint result) =>
        TryParse(s, out result);

    private StringComparison HostComparison => Port == 0 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static PeerEndpoint? TryFromHost(string transport, string host, int port)
    {
        if (host is null || host.Length > MaximumHostLength)
            return null;
        if (!host.Contains(':', StringComparison.Ordinal))
        {
            if (IPAddress.TryParse(host, out IPAddress? v4) && v4.AddressFamily == AddressFamily.InterNetwork)
                return FromAddress(transport, new IPEndPoint(v4, port));
            return IsHostText(host) ? new PeerEndpoint(transport, host, port, null) : null;
        }

        if (host.AsSpan().ContainsAny('[', ']') || !IPAddress.TryParse(host, out IPAddress? v6) || v6.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        // The parser takes an unknown interface name for "no scope", which would later reach the wrong link.
        int scope = host.IndexOf('%', StringComparison.Ordinal);
        if (scope >= 0 && v6.ScopeId == 0 && host[(scope + 1)..] != "0")
            return null;
        return FromAddress(transport, new IPEndPoint(v6, port));
    }

    private static bool IsHostText(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaximumHostLength)
            return false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or ':' or '[' or ']')
                return false;
        }

        return true;
    }

    private static bool IsPath([NotNullWhen(true)] string? path)
    {
        if (path is null || path.Length is 0 or > MaximumPathLength || path[0] != '/')
            return false;
        foreach (char c in path)
        {
            if (c is <= ' ' or > '~' or '#')
                return false;
        }

        return true;
    }

    private static ArgumentException NotPath(string path) => new(
        $"'{path}' is not a path: '/' and then visible ASCII characters without '#', {MaximumPathLength} at most. Write others as %XX.", nameof(path));

    private static bool IsTransport([NotNullWhen(true)] string? transport)
    {
        if (string.IsNullOrEmpty(transport) || transport.Length > MaximumTransportLength)
            return false;
        foreach (char c in transport)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('+' or '-' or '.'))
                return false;
        }

        return true;
    }

    private static void ThrowIfNotTransport(string transport)
    {
        if (!IsTransport(transport))
            throw new ArgumentException($"'{transport}' is not a transport name: 1 to {MaximumTransportLength} of a-z, 0-9, '+', '-' and '.'.", nameof(transport));
    }
}
