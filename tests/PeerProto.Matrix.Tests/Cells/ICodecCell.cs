using System.Buffers;

namespace PeerProto.Matrix.Tests.Cells;

/// <summary>One type in one place inside a message.</summary>
internal interface ICodecCell
{
    string Name { get; }

    /// <summary>Makes values, encodes each, and decodes it from one piece, from two cut at each byte, and byte by byte.</summary>
    void RoundTrip(int values);

    /// <summary>Encodings of values that depend on the seed alone.</summary>
    IReadOnlyList<byte[]> Encodings(int count, ulong seed);

    /// <summary>Decodes one message and nothing behind it.</summary>
    /// <exception cref="PeerDecodeException">The bytes are no such message.</exception>
    object Decode(in ReadOnlySequence<byte> bytes);

    byte[] Encode(object message);
}
