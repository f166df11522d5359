namespace PeerProto.Cli;

/// <summary>
/// Makes text from the network fit for a terminal: control characters, which could move the cursor or pass for other output, become a
/// replacement character.
/// </summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    public static string From(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (int i = 0; i < source.Length; i++)
            target[i] = char.IsControl(source[i]) ? Replacement : source[i];
    });
}
