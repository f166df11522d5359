namespace PeerProto.Security.Exchanges;

/// <summary>
/// Reads and writes the frames of exchanges: <c>length (varint of 1 or 2 bytes) | kind | PEER | body</c>. Reads nothing behind the frame it gives, and keeps at most
/// <see cref="MaximumFrameBytes"/> of what a stranger sends.
/// </summary>
internal sealed class ExchangeStream(Stream stream)
{
    /// <summary>The most bytes that kind, magic and body of a frame may have.</summary>
    public const int MaximumFrameBytes = 512;

    private const int MaximumHelloBytes = 4096;
    private const byte TwoByteLength = 0x40;
    private const int HeadBytes = 1 + 4;

    private static ReadOnlySpan<byte> Magic => "PEER"u8;

    public async ValueTask WriteAsync(ExchangeKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        int length = HeadBytes + body.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaximumFrameBytes, nameof(body));
        byte[] frame = new byte[2 + length];
        frame[0] = (byte)(TwoByteLength | (length >> 8));
        frame[1] = (byte)length;
        frame[2] = (byte)kind;
        Magic.CopyTo(frame.AsSpan(3));
        body.Span.CopyTo(frame.AsSpan(2 + HeadBytes));
        await stream.WriteAsync(frame, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads the next frame.</summary>
    /// <exception cref="IOException">The link broke or ended.</exception>
    public async ValueTask<ExchangeFrame> ReadAsync(CancellationToken cancellationToken)
    {
        byte[] head = new byte[2 + HeadBytes];
        await stream.ReadExactlyAsync(head.AsMemory(0, 1), cancellationToken);
        int length = head[0];
        if (length >= TwoByteLength)
        {
            if (length >= 2 * TwoByteLength)
                return Foreign();
            await stream.ReadExactlyAsync(head.AsMemory(1, 1), cancellationToken);
            length = ((length & (TwoByteLength - 1)) << 8) | head[1];
        }

        if (length is < HeadBytes or > MaximumHelloBytes)
            return Foreign();
        await stream.ReadExactlyAsync(head.AsMemory(2, 1), cancellationToken);
        ExchangeKind kind = (ExchangeKind)head[2];
        if (kind != ExchangeKind.Hello && (kind is < ExchangeKind.Share or > ExchangeKind.Refuse || length > MaximumFrameBytes))
            return Foreign();
        await stream.ReadExactlyAsync(head.AsMemory(3), cancellationToken);
        if (!head.AsSpan(3).SequenceEqual(Magic))
            return Foreign();
        if (kind == ExchangeKind.Hello)
            return new ExchangeFrame(kind, []); // the link ends here: nobody reads the rest
        byte[] body = new byte[length - HeadBytes];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new ExchangeFrame(kind, body);
    }

    private static ExchangeFrame Foreign() => new(ExchangeKind.Foreign, []);
}
