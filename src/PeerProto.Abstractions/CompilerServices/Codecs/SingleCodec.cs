namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="float"/>.</summary>
public readonly struct SingleCodec : IPeerCodec<float>, IRunCodec<float>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Single;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in float value) => writer.WriteSingle(value);

    /// <inheritdoc/>
    public static float Read(ref PeerReader reader) => reader.ReadSingle();

    static void IRunCodec<float>.Write(ref MessagePackRun run, float value) => run.WriteSingle(value);
}
