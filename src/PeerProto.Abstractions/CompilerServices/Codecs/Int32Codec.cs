namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="int"/>.</summary>
public readonly struct Int32Codec : IPeerCodec<int>, IRunCodec<int>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Int32;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in int value) => writer.WriteInt32(value);

    /// <inheritdoc/>
    public static int Read(ref PeerReader reader) => reader.ReadInt32();

    static void IRunCodec<int>.Write(ref MessagePackRun run, int value) => run.WriteInt32(value);
}
