namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="char"/>.</summary>
public readonly struct CharCodec : IPeerCodec<char>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Char;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in char value) => writer.WriteChar(value);

    /// <inheritdoc/>
    public static char Read(ref PeerReader reader) => reader.ReadChar();
}
