namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Memory{T}"/> of bytes as binary data. What is read is a copy that belongs to the caller.</summary>
public readonly struct ByteMemoryCodec : IPeerCodec<Memory<byte>>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Memory<byte> value) => writer.WriteBinary(value.Span);

    /// <inheritdoc/>
    public static Memory<byte> Read(ref PeerReader reader) => reader.ReadBinary();
}
