using System.Buffers;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="ReadOnlySequence{T}"/> of bytes as binary data. What is read is a copy that belongs to the caller.</summary>
public readonly struct ByteSequenceCodec : IPeerCodec<ReadOnlySequence<byte>>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value has more bytes than <see cref="int.MaxValue"/>.</exception>
    public static void Write(ref PeerWriter writer, in ReadOnlySequence<byte> value) => writer.WriteBinary(in value);

    /// <inheritdoc/>
    public static ReadOnlySequence<byte> Read(ref PeerReader reader) => new(reader.ReadBinary());
}
