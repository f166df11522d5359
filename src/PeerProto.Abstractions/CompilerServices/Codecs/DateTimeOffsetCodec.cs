namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="DateTimeOffset"/>.</summary>
public readonly struct DateTimeOffsetCodec : IPeerCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.DateTimeOffset;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    /// <inheritdoc/>
    public static DateTimeOffset Read(ref PeerReader reader) => reader.ReadDateTimeOffset();
}
