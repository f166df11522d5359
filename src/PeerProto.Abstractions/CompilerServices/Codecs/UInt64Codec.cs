namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="ulong"/>.</summary>
public readonly struct UInt64Codec : IPeerCodec<ulong>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.UInt64;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in ulong value) => writer.WriteUInt64(value);

    /// <inheritdoc/>
    public static ulong Read(ref PeerReader reader) => reader.ReadUInt64();
}
