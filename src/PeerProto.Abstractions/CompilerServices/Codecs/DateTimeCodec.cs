namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="DateTime"/>.</summary>
public readonly struct DateTimeCodec : IPeerCodec<DateTime>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.DateTime;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in DateTime value) => writer.WriteDateTime(value);

    /// <inheritdoc/>
    public static DateTime Read(ref PeerReader reader) => reader.ReadDateTime();
}
