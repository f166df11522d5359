using System.Globalization;

namespace PeerProto.Apple;

/// <summary>Words of a profile in sentences for people.</summary>
internal static class ProfileWords
{
    private const int MaximumLength = 100;

    /// <summary>A name as it may be shown: nothing in it moves a cursor or turns the direction of the line, and it is not endless.</summary>
    public static string Visible(string text) => Visible(text, MaximumLength);

    public static string Visible(string text, int maximumLength) => string.Create(Math.Min(text.Length, maximumLength), text, static (target, source) =>
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = IsVisible(source[i]) ? source[i] : '?';
    });

    private static bool IsVisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
