namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="uint"/>.</summary>
public readonly struct UInt32Codec : IPeerCodec<uint>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.UInt32;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in uint value) => writer.WriteUInt32(value);

    /// <inheritdoc/>
    public static uint Read(ref PeerReader reader) => reader.ReadUInt32();
}
