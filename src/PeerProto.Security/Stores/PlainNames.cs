using System.Globalization;
using System.Text;

namespace PeerProto.Security.Stores;

/// <summary>Makes names that other devices tell of themselves fit to stand in a question, a list or a log.</summary>
internal static class PlainNames
{
    /// <summary>The name without what hides, or turns round, what stands around it, and without white space at its ends.</summary>
    public static string Keep(string told) => string.Concat(told.EnumerateRunes().Where(IsPlain)).Trim();

    private static bool IsPlain(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
