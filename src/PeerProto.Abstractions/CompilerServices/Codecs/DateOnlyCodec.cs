namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="DateOnly"/>.</summary>
public readonly struct DateOnlyCodec : IPeerCodec<DateOnly>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.DateOnly;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in DateOnly value) => writer.WriteDateOnly(value);

    /// <inheritdoc/>
    public static DateOnly Read(ref PeerReader reader) => reader.ReadDateOnly();
}
