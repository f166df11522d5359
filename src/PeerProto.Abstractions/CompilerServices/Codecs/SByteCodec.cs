namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="sbyte"/>.</summary>
public readonly struct SByteCodec : IPeerCodec<sbyte>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.SByte;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in sbyte value) => writer.WriteSByte(value);

    /// <inheritdoc/>
    public static sbyte Read(ref PeerReader reader) => reader.ReadSByte();
}
