using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeerProto.Apple;

/// <summary>Reads single lines of the older text.</summary>
internal static class TextCrashLines
{
    private const string QueueMark = "Dispatch queue:";

    /// <summary><c>3   Name of image   0x00007fff2db4a5f3 symbol + 20411 (File.swift:12)</c>.</summary>
    public static bool TryReadFrame(ReadOnlySpan<char> line, [NotNullWhen(true)] out CrashFrame? frame)
    {
        frame = null;
        line = line.Trim();
        int digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits]))
            digits++;
        if (digits is 0 or > 6 || digits == line.Length || !char.IsWhiteSpace(line[digits]))
            return false;
        line = line[digits..].TrimStart();
        for (int from = 0; from < line.Length;)
        {
            int at = line[from..].IndexOf("0x", StringComparison.Ordinal);
            if (at < 0)
                return false;
            at += from;
            from = at + 2;
            ReadOnlySpan<char> rest = line[from..];
            int hex = 0;
            while (hex < rest.Length && char.IsAsciiHexDigit(rest[hex]))
                hex++;
            if (at == 0 || !char.IsWhiteSpace(line[at - 1]) || hex is 0 or > 16 || (hex < rest.Length && !char.IsWhiteSpace(rest[hex])))
                continue;
            frame = Symbolize(CrashText.Value(line[..at]) ?? "", ulong.Parse(rest[..hex], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), rest[hex..].Trim());
            return true;
        }

        return false;
    }

    /// <summary><c>0x10e3f7000 - 0x10e4b0fff +com.example.app (1.2 - 34) &lt;UUID&gt; /path</c>; of iOS <c>… Name arm64  &lt;uuid&gt; /path</c>.</summary>
    public static bool TryReadImage(ReadOnlySpan<char> line, [NotNullWhen(true)] out CrashImage? image)
    {
        image = null;
        line = line.Trim();
        int dash = line.IndexOf(" - ");
        if (dash < 0 || CrashText.Number(line[..dash]) is not { } start)
            return false;
        line = line[(dash + 3)..].TrimStart();
        int space = line.IndexOfAny(' ', '\t');
        if (space < 0 || CrashText.Number(line[..space]) is not { } end || end < start)
            return false;
        line = line[space..].Trim();
        bool isFromOthers = line.StartsWith("+", StringComparison.Ordinal);
        int open = line.IndexOf('<');
        int close = open < 0 ? -1 : line[open..].IndexOf('>') + open;
        string? uuid = close > open ? CrashText.Value(line[(open + 1)..close])?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : null;
        string? path = close > open ? CrashText.Value(line[(close + 1)..]) : null;
        string written = CrashText.Value(CutWords(open < 0 ? line : line[..open]).TrimStart('+')) ?? "";
        string name = path is { } file && file.Contains('/', StringComparison.Ordinal) ? CrashText.FileName(file) : CrashText.ImageName(written);
        image = new CrashImage(name, path, start, end - start + 1 is 0 ? ulong.MaxValue : end - start + 1, uuid, isFromOthers ? false : CrashText.IsFromSystem(path));
        return true;
    }

    /// <summary><c>Namespace SIGNAL, Code 0xb</c>; also <c>SIGNAL; [0xb]</c> of iOS.</summary>
    public static CrashTermination? Termination(string? written)
    {
        if (written is null)
            return null;
        ReadOnlySpan<char> text = written.AsSpan();
        if (text.StartsWith("Namespace ", StringComparison.Ordinal))
            text = text["Namespace ".Length..];
        int end = text.IndexOfAny(",; ");
        string owner = new(end < 0 ? text : text[..end]);
        int code = text.IndexOf("Code ", StringComparison.Ordinal);
        ReadOnlySpan<char> number = code >= 0 ? text[(code + "Code ".Length)..] : text.IndexOf("0x", StringComparison.Ordinal) is var hex and >= 0 ? text[hex..] : default;
        int length = 0;
        while (length < number.Length && char.IsAsciiLetterOrDigit(number[length]))
            length++;
        return new CrashTermination(owner, CrashText.Number(number[..length]), written);
    }

    /// <summary><c>: name  Dispatch queue: queue</c>, either part absent.</summary>
    public static (string? Name, string? Queue) NameAndQueue(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf(QueueMark, StringComparison.Ordinal);
        return at < 0 ? (CrashText.Value(text), null) : (CrashText.Value(text[..at]), CrashText.Value(text[(at + QueueMark.Length)..]));
    }

    private static CrashFrame Symbolize(string image, ulong address, ReadOnlySpan<char> text)
    {
        string? file = null;
        int? line = null;
        if (text.EndsWith(")", StringComparison.Ordinal) && text.LastIndexOf(" (", StringComparison.Ordinal) is var open and > 0)
        {
            ReadOnlySpan<char> inside = text[(open + 2)..^1];
            int colon = inside.LastIndexOf(':');
            if (colon > 0 && int.TryParse(inside[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                (file, line) = (CrashText.Value(inside[..colon]), number);
                text = text[..open].TrimEnd();
            }
        }

        if (text.IndexOf(" (in ", StringComparison.Ordinal) is var within and > 0) // as atos writes it
        {
            int plus = text.LastIndexOf(" + ", StringComparison.Ordinal);
            text = plus > within ? string.Concat(text[..within], text[plus..]) : text[..within];
        }

        long? offset = null;
        if (text.LastIndexOf(" + ", StringComparison.Ordinal) is var last and > 0 && long.TryParse(text[(last + 3)..], NumberStyles.None, CultureInfo.InvariantCulture, out long value))
        {
            offset = value;
            text = text[..last];
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) || text is "???") // where the image starts: there is no symbol
            return new CrashFrame(image, null, null, address, offset is >= 0 and { } fromImage ? (ulong)fromImage : null, null, file, line);
        return new CrashFrame(image, CrashText.Value(text), offset, address, null, null, file, line);
    }

    // name, then version in parentheses or the processor
    private static ReadOnlySpan<char> CutWords(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int cut = text.IndexOf(" (", StringComparison.Ordinal);
        if (cut > 0)
            return text[..cut];
        int last = text.LastIndexOf(' ');
        return last > 0 && text[(last + 1)..].StartsWith("arm", StringComparison.Ordinal) ? text[..last].TrimEnd() : text;
    }
}
