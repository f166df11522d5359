using System.Text;

namespace PeerProto.Cli.Apple;

/// <summary>Reads text to its end, but no more than one character past a limit: a reader that checks the limit then refuses it.</summary>
internal static class BoundedText
{
    public static string Read(TextReader reader, int maximumLength)
    {
        StringBuilder text = new();
        char[] block = new char[16 * 1024];
        while (text.Length <= maximumLength && reader.ReadBlock(block, 0, Math.Min(block.Length, maximumLength + 1 - text.Length)) is var count and > 0)
            text.Append(block, 0, count);
        return text.ToString();
    }
}
