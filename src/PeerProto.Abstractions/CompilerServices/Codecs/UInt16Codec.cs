namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="ushort"/>.</summary>
public readonly struct UInt16Codec : IPeerCodec<ushort>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.UInt16;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in ushort value) => writer.WriteUInt16(value);

    /// <inheritdoc/>
    public static ushort Read(ref PeerReader reader) => reader.ReadUInt16();
}
