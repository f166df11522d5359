namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="bool"/>.</summary>
public readonly struct BooleanCodec : IPeerCodec<bool>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Boolean;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in bool value) => writer.WriteBoolean(value);

    /// <inheritdoc/>
    public static bool Read(ref PeerReader reader) => reader.ReadBoolean();
}
