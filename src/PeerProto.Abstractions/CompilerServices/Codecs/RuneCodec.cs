using System.Text;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Rune"/>.</summary>
public readonly struct RuneCodec : IPeerCodec<Rune>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Rune;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in Rune value) => writer.WriteRune(value);

    /// <inheritdoc/>
    public static Rune Read(ref PeerReader reader) => reader.ReadRune();
}
