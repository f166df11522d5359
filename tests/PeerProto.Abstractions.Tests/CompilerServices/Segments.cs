using System.Buffers;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Cuts bytes into the segments of a sequence.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> bytes, params ReadOnlySpan<int> positions)
    {
        Segment first = new(bytes[..(positions.IsEmpty ? bytes.Length : positions[0])], 0);
        Segment last = first;
        for (int index = 0; index < positions.Length; index++)
        {
            int end = index + 1 < positions.Length ? positions[index + 1] : bytes.Length;
            last = last.Append(bytes[positions[index]..end]);
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static ReadOnlySequence<byte> EachByte(ReadOnlyMemory<byte> bytes) => Cut(bytes, [.. Enumerable.Range(1, Math.Max(0, bytes.Length - 1))]);

    /// <summary>A slice from the middle of longer segments, with empty ones between.</summary>
    public static ReadOnlySequence<byte> Slice(ReadOnlyMemory<byte> bytes, int position)
    {
        byte[] padded = [0xC1, 0xC1, .. bytes.Span, 0xC1, 0xC1, 0xC1];
        return Cut(padded, 1, 1, 2 + position, 2 + position, 2 + position, padded.Length - 2).Slice(2, bytes.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            Segment next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
