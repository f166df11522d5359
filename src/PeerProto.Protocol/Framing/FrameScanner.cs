using System.Buffers;

namespace PeerProto.Protocol.Framing;

/// <summary>Finds frames in a stream of bytes. Reads nothing of a body, and refuses a frame by its announced length before a byte of it is kept.</summary>
public static class FrameScanner
{
    /// <summary>Takes the next frame from the input.</summary>
    /// <param name="input">The bytes that arrived; starts behind the frame afterwards, if there was one.</param>
    /// <param name="maximumFrameBytes">The most bytes that kind and body of a frame may have.</param>
    /// <param name="kind">The frame's kind.</param>
    /// <param name="body">The frame's body, a part of the input.</param>
    public static FrameScan Scan(ref ReadOnlySequence<byte> input, int maximumFrameBytes, out FrameKind kind, out ReadOnlySequence<byte> body)
    {
        kind = default;
        body = default;

        ReadOnlySpan<byte> first = input.FirstSpan;
        if (first.Length > VarInt.MaxLength || input.IsSingleSegment)
            return Scan(ref input, first, maximumFrameBytes, out kind, out body);

        Span<byte> head = stackalloc byte[VarInt.MaxLength + 1];
        int length = (int)Math.Min(input.Length, head.Length);
        input.Slice(0, length).CopyTo(head);
        return Scan(ref input, head[..length], maximumFrameBytes, out kind, out body);
    }

    private static FrameScan Scan(
        ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> head, int maximumFrameBytes, out FrameKind kind, out ReadOnlySequence<byte> body)
    {
        kind = default;
        body = default;
        if (!VarInt.TryRead(head, out ulong announced, out int prefix))
            return FrameScan.Incomplete;
        if (announced == 0)
            return FrameScan.Empty;
        if (announced > (ulong)maximumFrameBytes)
            return FrameScan.TooLarge;
        int end = prefix + (int)announced;
        if (head.Length > prefix)
            kind = (FrameKind)head[prefix];
        if (input.Length < end)
            return FrameScan.Incomplete;
        body = input.Slice(prefix + 1, (int)announced - 1);
        input = input.Slice(end);
        return FrameScan.Frame;
    }
}
