namespace PeerProto.Testing;

/// <summary>A piece of a stream, as it is sent and sent again. The end of a stream takes a place of its own, so that it is confirmed like a byte.</summary>
internal sealed record Segment(long Offset, ReadOnlyMemory<byte> Payload, bool IsLast)
{
    /// <summary>The code that the stream is given up with, where this is its end and not all of it came before.</summary>
    public long? ResetCode { get; init; }

    public long End => Offset + Payload.Length + (IsLast ? 1 : 0);
}
