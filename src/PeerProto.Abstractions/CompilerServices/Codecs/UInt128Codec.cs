namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="UInt128"/>.</summary>
public readonly struct UInt128Codec : IPeerCodec<UInt128>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.UInt128;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in UInt128 value) => writer.WriteUInt128(value);

    /// <inheritdoc/>
    public static UInt128 Read(ref PeerReader reader) => reader.ReadUInt128();
}
