namespace PeerProto.Testing;

/// <summary>A piece of a stream, as it is sent and sent again. The end of a stream takes a place of its own, so that it is confirmed like a byte.</summary>
internal sealed record Segment(long Offset, ReadOnlyMemory<byte> Payload, bool IsLast)
{
    public long End => Offset + Payload.Length + (IsLast ? 1 : 0);
}
