using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PeerProto;

/// <summary>
/// A proxy through which links are opened, with the credentials it asks for. Immutable. The password is given to the proxy and to nobody else: no text of this type or of an error shows it.
/// </summary>
public sealed class ProxyEndpoint : IParsable<ProxyEndpoint>
{
    /// <summary>The longest user name and the longest password, each in bytes of UTF-8 (RFC 1929 section 2).</summary>
    public const int MaximumCredentialBytes = 255;

    private const string Forms = "http://host:port, socks5://host:port, either with user:password@ before the host, or host:port:user:password";

    private ProxyEndpoint(ProxyKind kind, PeerEndpoint place, string? userName, string? password)
    {
        Kind = kind;
        Place = place;
        UserName = userName;
        Password = password;
    }

    /// <summary>How the proxy is asked.</summary>
    public ProxyKind Kind { get; }

    /// <summary>The proxy's host name, or its IP address without brackets.</summary>
    public string Host => Place.Host;

    /// <summary>The proxy's port, 1 to 65535.</summary>
    public int Port => Place.Port;

    /// <summary>The user, or null where the proxy asks for none.</summary>
    public string? UserName { get; }

    internal PeerEndpoint Place { get; }

    internal string? Password { get; }

    /// <summary>Makes a proxy from its parts.</summary>
    /// <param name="kind">How it is asked.</param>
    /// <param name="host">A host name, or an IP address without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="userName">The user, or null for none. For HTTP without <c>:</c>.</param>
    /// <param name="password">The password; only with a user, and empty if null.</param>
    /// <exception cref="ArgumentException">A part is not well formed or too long. The message does not hold it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static ProxyEndpoint Create(ProxyKind kind, string host, int port, string? userName = null, string? password = null)
    {
        PeerEndpoint place = PeerEndpoint.FromHost(TcpTransport.TransportName, host, port);
        return AreCredentials(kind, userName, password)
            ? new ProxyEndpoint(kind, place, userName, userName is null ? null : password ?? "")
            : throw new ArgumentException($"User and password are 1 and 0 to {MaximumCredentialBytes} bytes without control characters, for HTTP the user without ':', and no password goes without a user.");
    }

    /// <summary>
    /// Reads a proxy from <c>http://user:password@host:port</c> or <c>socks5://user:password@host:port</c>, both also without user and password and with <c>%XX</c> for what has a meaning
    /// there, or from the one line <c>host:port:user:password</c>, which stands for HTTP and is taken as it is.
    /// </summary>
    /// <param name="text">The text. An IPv6 address is in brackets.</param>
    /// <exception cref="FormatException">The text is none of these. The message does not hold it, since there may be a password in it.</exception>
    public static ProxyEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ProxyEndpoint? proxy) ? proxy : throw new FormatException($"This is not a proxy: write {Forms}.");
    }

    /// <summary>Reads a proxy as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="proxy">The proxy, or null if the text is none.</param>
    /// <returns>Whether the text is a proxy.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ProxyEndpoint? proxy)
    {
        const string Separator = "://";
        proxy = null;
        int separator = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (text is null)
            return false;
        proxy = separator < 0 ? ReadLine(text) : ReadUrl(text[..separator], text[(separator + Separator.Length)..]);
        return proxy is not null;
    }

    /// <summary>The proxy as a URL without its credentials, for logs and errors.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Kind == ProxyKind.Http ? "http" : "socks5")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    static ProxyEndpoint IParsable<ProxyEndpoint>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ProxyEndpoint>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ProxyEndpoint result) =>
        TryParse(s, out result);

    private static ProxyEndpoint? ReadUrl(string scheme, string rest)
    {
        ProxyKind kind;
        if (scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
            kind = ProxyKind.Http;
        else if (scheme.Equals("socks5", StringComparison.OrdinalIgnoreCase) || scheme.Equals("socks5h", StringComparison.OrdinalIgnoreCase))
            kind = ProxyKind.Socks5;
        else
            return null;

        int at = rest.LastIndexOf('@');
        string authority = rest[(at + 1)..].TrimEnd('/');
        if (at < 0)
            return Make(kind, authority, null, null);
        string credentials = rest[..at];
        int colon = credentials.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Make(kind, authority, Uri.UnescapeDataString(credentials), "")
            : Make(kind, authority, Uri.UnescapeDataString(credentials[..colon]), Uri.UnescapeDataString(credentials[(colon + 1)..]));
    }

    private static ProxyEndpoint? ReadLine(string line)
    {
        int hostEnd = line.StartsWith('[') ? line.IndexOf(']', StringComparison.Ordinal) + 1 : line.IndexOf(':', StringComparison.Ordinal);
        if (hostEnd <= 0 || hostEnd == line.Length)
            return null;
        int portEnd = line.IndexOf(':', hostEnd + 1);
        if (portEnd < 0)
            return Make(ProxyKind.Http, line, null, null);
        int userEnd = line.IndexOf(':', portEnd + 1);
        return userEnd < 0 ? null : Make(ProxyKind.Http, line[..portEnd], line[(portEnd + 1)..userEnd], line[(userEnd + 1)..]);
    }

    private static ProxyEndpoint? Make(ProxyKind kind, string authority, string? userName, string? password) =>
        PeerEndpoint.TryParse($"{TcpTransport.TransportName}://{authority}", out PeerEndpoint? place) && place is { Port: not 0, Path: null } && AreCredentials(kind, userName, password)
            ? new ProxyEndpoint(kind, place, userName, password)
            : null;

    private static bool AreCredentials(ProxyKind kind, string? userName, string? password)
    {
        if (userName is null)
            return password is null;
        return userName.Length > 0 && IsCredential(userName) && IsCredential(password ?? "") && !(kind == ProxyKind.Http && userName.Contains(':', StringComparison.Ordinal));
    }

    private static bool IsCredential(string text) => text.Length <= MaximumCredentialBytes && Encoding.UTF8.GetByteCount(text) <= MaximumCredentialBytes && !text.Any(char.IsControl);
}
