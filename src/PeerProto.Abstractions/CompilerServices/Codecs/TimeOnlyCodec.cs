namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="TimeOnly"/>.</summary>
public readonly struct TimeOnlyCodec : IPeerCodec<TimeOnly>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.TimeOnly;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in TimeOnly value) => writer.WriteTimeOnly(value);

    /// <inheritdoc/>
    public static TimeOnly Read(ref PeerReader reader) => reader.ReadTimeOnly();
}
