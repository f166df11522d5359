using System.Buffers;

namespace PeerProto.Matrix.Tests.Support;

/// <summary>Cuts bytes into the segments of a sequence.</summary>
internal static class Pieces
{
    /// <summary>The bytes cut in two at each place, at both ends too, and then byte by byte.</summary>
    public static IEnumerable<ReadOnlySequence<byte>> EveryCut(ReadOnlyMemory<byte> bytes)
    {
        for (int position = 0; position <= bytes.Length; position++)
            yield return InTwo(bytes, position);
        yield return Of(Enumerable.Range(0, bytes.Length).Select(position => bytes.Slice(position, 1)));
    }

    public static ReadOnlySequence<byte> InTwo(ReadOnlyMemory<byte> bytes, int position) => Of([bytes[..position], bytes[position..]]);

    private static ReadOnlySequence<byte> Of(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        Piece? first = null;
        Piece? last = null;
        foreach (ReadOnlyMemory<byte> bytes in pieces)
        {
            last = new Piece(bytes, last);
            first ??= last;
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> bytes, Piece? previous)
        {
            Memory = bytes;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
