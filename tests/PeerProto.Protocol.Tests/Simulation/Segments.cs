using System.Buffers;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>The same bytes in different pieces, as a link hands them out.</summary>
internal static class Segments
{
    /// <summary>One segment for each piece; pieces may be empty.</summary>
    public static ReadOnlySequence<byte> Of(params ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        Segment first = new(pieces.IsEmpty ? default : pieces[0], null);
        Segment last = first;
        for (int i = 1; i < pieces.Length; i++)
            last = new Segment(pieces[i], last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>Two segments.</summary>
    public static ReadOnlySequence<byte> CutAt(ReadOnlyMemory<byte> bytes, int at) => Of(bytes[..at], bytes[at..]);

    /// <summary>A segment for each byte, with empty ones between them.</summary>
    public static ReadOnlySequence<byte> Apart(ReadOnlyMemory<byte> bytes)
    {
        List<ReadOnlyMemory<byte>> pieces = [default];
        for (int i = 0; i < bytes.Length; i++)
        {
            pieces.Add(bytes.Slice(i, 1));
            pieces.Add(default);
        }

        return Of(pieces.ToArray());
    }

    /// <summary>Segments of random lengths, most of them short.</summary>
    public static ReadOnlySequence<byte> AtRandom(ReadOnlyMemory<byte> bytes, Random random)
    {
        List<ReadOnlyMemory<byte>> pieces = [];
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(bytes.Length, random.Next(4) == 0 ? random.Next(2000) : random.Next(1, 12));
            pieces.Add(bytes[..length]);
            bytes = bytes[length..];
        }

        return Of(pieces.ToArray());
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
