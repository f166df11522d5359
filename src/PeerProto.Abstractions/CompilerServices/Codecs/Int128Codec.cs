namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="Int128"/>.</summary>
public readonly struct Int128Codec : IPeerCodec<Int128>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Int128;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Int128 value) => writer.WriteInt128(value);

    /// <inheritdoc/>
    public static Int128 Read(ref PeerReader reader) => reader.ReadInt128();
}
