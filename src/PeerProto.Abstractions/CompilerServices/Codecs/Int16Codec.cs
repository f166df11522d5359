namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="short"/>.</summary>
public readonly struct Int16Codec : IPeerCodec<short>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Int16;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in short value) => writer.WriteInt16(value);

    /// <inheritdoc/>
    public static short Read(ref PeerReader reader) => reader.ReadInt16();
}
