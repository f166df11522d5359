using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Proxies, one a line: <c>host:port</c>, <c>host:port:user:password</c>, <c>http://user:password@host:port</c> or <c>socks5://user:password@host:port</c>. In the second form all behind the third colon
/// is the password, as it is. An IPv6 address is in brackets. Empty lines, and lines that begin with <c>#</c>, are passed over.
/// </summary>
public sealed class ProxyList
{
    /// <summary>The most lines with something in them.</summary>
    public const int MaximumEntries = 1000;

    /// <summary>The most characters of a line.</summary>
    public const int MaximumLineLength = 2048;

    /// <summary>The most lines at all.</summary>
    public const int MaximumLines = 100_000;

    private ProxyList(IReadOnlyList<ProxyListEntry> entries, bool isCut)
    {
        Entries = entries;
        IsCut = isCut;
    }

    /// <summary>The lines in their order, good and bad.</summary>
    public IReadOnlyList<ProxyListEntry> Entries { get; }

    /// <summary>Whether the list goes on behind one of the limits; what is there was not read.</summary>
    public bool IsCut { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="text">The list.</param>
    public static ProxyList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using StringReader reader = new(text);
        return Read(reader);
    }

    /// <summary>Reads a list.</summary>
    /// <param name="reader">Where it is read from, up to the end or a limit.</param>
    public static ProxyList Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        List<ProxyListEntry> entries = [];
        BoundedLines lines = new(reader, MaximumLineLength);
        for (int number = 1; lines.Next() is { } line; number++)
        {
            if (number > MaximumLines)
                return new ProxyList(entries, isCut: true);
            string text = line.Text.TrimStart('\uFEFF').Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            if (entries.Count == MaximumEntries)
                return new ProxyList(entries, isCut: true);
            entries.Add(line.IsCut ? new ProxyListEntry(number, null, $"the line has more than {MaximumLineLength} characters") : ProxyLine.Read(number, text));
        }

        return new ProxyList(entries, isCut: false);
    }

    /// <summary>Makes a list of proxies that are known already; their lines count from 1.</summary>
    /// <param name="proxies">The proxies.</param>
    /// <exception cref="ArgumentException">They are more than <see cref="MaximumEntries"/>, or the host of one is no host name.</exception>
    public static ProxyList Of(params IEnumerable<ProxyEndpoint> proxies)
    {
        ArgumentNullException.ThrowIfNull(proxies);
        ProxyListEntry[] entries = [.. proxies.Take(MaximumEntries + 1).Select(static (proxy, index) => new ProxyListEntry(index + 1, proxy, null))];
        if (entries.Length > MaximumEntries)
            throw new ArgumentException($"A list has at most {MaximumEntries} proxies.", nameof(proxies));
        return Array.Exists(entries, static entry => ProxyRoute.UriOf(entry.Endpoint!) is null)
            ? throw new ArgumentException("The host of a proxy is no host name.", nameof(proxies))
            : new ProxyList(entries, isCut: false);
    }
}
