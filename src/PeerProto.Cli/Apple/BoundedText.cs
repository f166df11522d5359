using System.Runtime.CompilerServices;
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

    /// <summary>Yields lines as they come, without their ends.</summary>
    /// <exception cref="IOException">A line is longer than the limit.</exception>
    public static async IAsyncEnumerable<string> ReadLinesAsync(TextReader reader, int maximumLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        char[] block = new char[4 * 1024];
        while (await reader.ReadAsync(block, cancellationToken) is var count and > 0)
        {
            ReadOnlyMemory<char> rest = block.AsMemory(0, count);
            for (int end = rest.Span.IndexOf('\n'); end >= 0; end = rest.Span.IndexOf('\n'))
            {
                line.Append(rest[..end]);
                yield return line.ToString().TrimEnd('\r');
                line.Clear();
                rest = rest[(end + 1)..];
            }

            line.Append(rest);
            if (line.Length > maximumLength)
                throw new IOException($"A line has more than {maximumLength} characters.");
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
