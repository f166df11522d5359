namespace PeerProto.Transports.Http;

/// <summary>Reads one head from a stream, of <see cref="HttpHead.MaximumBytes"/> at most.</summary>
internal static class HttpHeadReader
{
    /// <summary>Reads until the empty line.</summary>
    /// <returns>The head, null if what came is none, and the bytes that came behind it.</returns>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public static async Task<(HttpHead? Head, ReadOnlyMemory<byte> Behind)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[HttpHead.MaximumBytes];
        int filled = 0;
        while (true)
        {
            int count = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (count == 0)
                throw new EndOfStreamException("The other side ended the connection in the middle of its HTTP head.");
            if (filled == 0 && !MayBegin(buffer[0]))
                return (null, default);
            int searchFrom = Math.Max(0, filled - HttpHead.End.Length + 1);
            filled += count;
            int end = buffer.AsSpan(searchFrom, filled - searchFrom).IndexOf(HttpHead.End);
            if (end >= 0)
            {
                int length = searchFrom + end + HttpHead.End.Length;
                return HttpHead.TryParse(buffer.AsSpan(0, length), out HttpHead? head) ? (head, buffer.AsMemory(length..filled)) : (null, default);
            }

            if (filled == buffer.Length)
                return (null, default);
        }
    }

    /// <summary>Whether a head can begin so: with a letter, or a line break that some put in front. TLS and other protocols of bytes do not, and need not be waited for.</summary>
    private static bool MayBegin(byte first) => char.IsAsciiLetter((char)first) || first is (byte)'\r' or (byte)'\n';

    /// <summary>Reads until the empty line and not a byte further, since what comes behind belongs to somebody else. For a few hundred bytes, one at a time does.</summary>
    /// <returns>The head, or null if what came is none.</returns>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public static async Task<HttpHead?> ReadExactlyAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[HttpHead.MaximumBytes];
        for (int filled = 0; filled < buffer.Length;)
        {
            await stream.ReadExactlyAsync(buffer.AsMemory(filled++, 1), cancellationToken);
            if (buffer.AsSpan(0, filled).EndsWith(HttpHead.End))
                return HttpHead.TryParse(buffer.AsSpan(0, filled), out HttpHead? head) ? head : null;
        }

        return null;
    }
}
