namespace PeerProto.Protocol;

/// <summary>Makes texts that a peer sent safe to print and to log.</summary>
internal static class PlainText
{
    /// <summary>The text with spaces for line breaks and other control characters.</summary>
    public static string Of(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (plain, source) =>
    {
        for (int i = 0; i < plain.Length; i++)
            plain[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
    });
}
