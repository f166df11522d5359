namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="byte"/>.</summary>
public readonly struct ByteCodec : IPeerCodec<byte>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Byte;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in byte value) => writer.WriteByte(value);

    /// <inheritdoc/>
    public static byte Read(ref PeerReader reader) => reader.ReadByte();
}
