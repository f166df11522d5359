namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="long"/>.</summary>
public readonly struct Int64Codec : IPeerCodec<long>, IRunCodec<long>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Int64;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in long value) => writer.WriteInt64(value);

    /// <inheritdoc/>
    public static long Read(ref PeerReader reader) => reader.ReadInt64();

    static void IRunCodec<long>.Write(ref MessagePackRun run, long value) => run.WriteInt64(value);
}
