using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto.Transports.Http;

/// <summary>The start line and the header fields of an HTTP/1.1 message (RFC 9112), as strict as the two uses of it here allow: no folded lines, no bare line feeds.</summary>
internal sealed class HttpHead
{
    /// <summary>The longest head that is read, with its empty line.</summary>
    public const int MaximumBytes = 8 * 1024;

    /// <summary>The most header fields.</summary>
    public const int MaximumFields = 64;

    private const string TokenSymbols = "!#$%&'*+-.^_`|~";

    private readonly List<(string Name, string Value)> _fields = [];

    private HttpHead(string startLine) => StartLine = startLine;

    /// <summary>What ends a head: an empty line.</summary>
    public static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    public string StartLine { get; }

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">All of it, up to and with <see cref="End"/>.</param>
    /// <param name="head">The head, or null if it is malformed.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HttpHead? head)
    {
        head = null;
        if (bytes.Length > MaximumBytes || !bytes.EndsWith(End))
            return false;
        string[] lines = Encoding.Latin1.GetString(bytes[..^End.Length]).Split("\r\n", MaximumFields + 2);
        if (lines.Length > MaximumFields + 1 || lines[0].Length == 0 || !lines[0].All(IsVisible))
            return false;

        var parsed = new HttpHead(lines[0]);
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !line.AsSpan(0, colon).ToString().All(IsTokenCharacter))
                return false;
            string value = line[(colon + 1)..].Trim(' ', '\t');
            if (!value.All(c => IsVisible(c) || c == '\t'))
                return false;
            parsed._fields.Add((line[..colon], value));
        }

        head = parsed;
        return true;
    }

    /// <summary>The values of a field, in the order of its lines.</summary>
    public IEnumerable<string> Values(string name) =>
        _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>The value of a field that is there exactly once, otherwise null.</summary>
    public string? Single(string name)
    {
        string[] values = [.. Values(name).Take(2)];
        return values is [string one] ? one : null;
    }

    /// <summary>The elements of a field whose value is a list (RFC 9110 section 5.6.1), from all its lines.</summary>
    public IEnumerable<string> Elements(string name) =>
        Values(name).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a list holds a word, in any case.</summary>
    public bool HasElement(string name, string word) => Elements(name).Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The status of a response (RFC 9112 section 4), or null if the start line is none.</summary>
    public (int Code, string Reason)? Status()
    {
        string[] parts = StartLine.Split(' ', 3);
        bool isStatus = parts.Length >= 2 && parts[0] is "HTTP/1.1" or "HTTP/1.0" && parts[1].Length == 3 && parts[1].All(char.IsAsciiDigit) && parts[1][0] != '0';
        return isStatus ? (int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts.Length == 3 ? parts[2] : "") : null;
    }

    private static bool IsVisible(char c) => c is >= ' ' and not '\x7F' and not (>= '\x80' and < '\xA0');

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || TokenSymbols.Contains(c, StringComparison.Ordinal);
}
