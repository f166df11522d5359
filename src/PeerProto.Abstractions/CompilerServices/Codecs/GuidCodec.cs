namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Guid"/>.</summary>
public readonly struct GuidCodec : IPeerCodec<Guid>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Guid;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Guid value) => writer.WriteGuid(value);

    /// <inheritdoc/>
    public static Guid Read(ref PeerReader reader) => reader.ReadGuid();
}
