namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="double"/>.</summary>
public readonly struct DoubleCodec : IPeerCodec<double>, IRunCodec<double>
{
    /// <inheritdoc/>
    public static int MaxSize => MessagePackSize.Double;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in double value) => writer.WriteDouble(value);

    /// <inheritdoc/>
    public static double Read(ref PeerReader reader) => reader.ReadDouble();

    static void IRunCodec<double>.Write(ref MessagePackRun run, double value) => run.WriteDouble(value);
}
