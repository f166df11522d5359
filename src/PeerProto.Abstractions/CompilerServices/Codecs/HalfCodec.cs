namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Half"/>.</summary>
public readonly struct HalfCodec : IPeerCodec<Half>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Half;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Half value) => writer.WriteHalf(value);

    /// <inheritdoc/>
    public static Half Read(ref PeerReader reader) => reader.ReadHalf();
}
