namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="ReadOnlyMemory{T}"/> of bytes as binary data. What is read is a copy that belongs to the caller.</summary>
public readonly struct ReadOnlyByteMemoryCodec : IPeerCodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in ReadOnlyMemory<byte> value) => writer.WriteBinary(value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<byte> Read(ref PeerReader reader) => reader.ReadBinary();
}
