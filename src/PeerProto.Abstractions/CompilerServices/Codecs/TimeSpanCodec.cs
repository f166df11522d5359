namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="TimeSpan"/>.</summary>
public readonly struct TimeSpanCodec : IPeerCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.TimeSpan;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in TimeSpan value) => writer.WriteTimeSpan(value);

    /// <inheritdoc/>
    public static TimeSpan Read(ref PeerReader reader) => reader.ReadTimeSpan();
}
