using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>Reads lines, and of each not more than a number of characters: what is behind them is passed over.</summary>
internal sealed class BoundedLines(TextReader reader, int maximumLength)
{
    /// <summary>The next line, or null at the end.</summary>
    public (string Text, bool IsCut)? Next()
    {
        StringBuilder text = new();
        bool isCut = false;
        int read = reader.Read();
        if (read < 0)
            return null;
        for (; read >= 0 && read != '\n'; read = reader.Read())
        {
            if (text.Length < maximumLength)
                text.Append((char)read);
            else
                isCut |= read != '\r';
        }

        return (text.ToString(), isCut);
    }
}
