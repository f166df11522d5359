namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="byte"/> array, never null, as binary data.</summary>
public readonly struct ByteArrayCodec : IPeerCodec<byte[]>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in byte[] value) => writer.WriteBinary(value ?? throw EncodeErrors.Null("A byte array"));

    /// <inheritdoc/>
    public static byte[] Read(ref PeerReader reader) => reader.ReadBinary();
}
