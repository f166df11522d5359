using System.Globalization;

namespace PeerProto.Apple;

/// <summary>What the readers of crash reports share.</summary>
internal static class CrashText
{
    /// <summary>Cuts a value to what is kept of it; null for one that says nothing.</summary>
    public static string? Value(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.IsEmpty ? null : new string(text[..Math.Min(text.Length, CrashReport.MaximumValueLength)]);
    }

    /// <summary>Reads a number as reports write them: <c>0x1f</c> or <c>31</c>.</summary>
    public static ulong? Number(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }

    /// <summary>Splits <c>macOS 14.4 (23E214)</c>, also <c>1.2 (34)</c>, into what is before the parentheses and in them.</summary>
    public static (string? Outside, string? Inside) Parentheses(ReadOnlySpan<char> text)
    {
        int open = text.LastIndexOf('(');
        return open >= 0 && text.TrimEnd().EndsWith(")", StringComparison.Ordinal)
            ? (Value(text[..open]), Value(text[(open + 1)..].TrimEnd()[..^1]))
            : (Value(text), null);
    }

    /// <summary>The last element of a path.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a file belongs to the system; null without a path.</summary>
    public static bool? IsFromSystem(string? path) => path is null ? null
        : path.StartsWith("/System/", StringComparison.Ordinal) || path.StartsWith("/usr/lib/", StringComparison.Ordinal)
            || path.StartsWith("/usr/libexec/", StringComparison.Ordinal) || path.StartsWith("/private/preboot/Cryptexes/", StringComparison.Ordinal)
            || path.Contains("/Symbols/System/", StringComparison.Ordinal) || path.Contains("/Symbols/usr/lib/", StringComparison.Ordinal);

    /// <summary>Name of an image as newer reports write it: the file, without what older ones put in front of it.</summary>
    public static string ImageName(string written)
    {
        written = written.TrimEnd('.');
        return written.StartsWith("com.apple.", StringComparison.Ordinal) ? written[(written.LastIndexOf('.') + 1)..] : written;
    }
}
