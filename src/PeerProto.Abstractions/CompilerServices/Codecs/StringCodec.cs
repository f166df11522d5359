namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="string"/> that is never null.</summary>
public readonly struct StringCodec : IPeerCodec<string>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in string value) => writer.WriteString(value ?? throw EncodeErrors.Null("A string"));

    /// <inheritdoc/>
    public static string Read(ref PeerReader reader) => reader.ReadString();
}
