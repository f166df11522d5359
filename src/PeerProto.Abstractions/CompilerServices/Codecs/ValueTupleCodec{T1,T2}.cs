namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a tuple of 2 elements as an array. What stands behind the last is skipped.</summary>
/// <typeparam name="T1">The first element.</typeparam>
/// <typeparam name="T1Codec">Its codec.</typeparam>
/// <typeparam name="T2">The second element.</typeparam>
/// <typeparam name="T2Codec">Its codec.</typeparam>
public readonly struct ValueTupleCodec<T1, T1Codec, T2, T2Codec> : IPeerCodec<(T1, T2)>
    where T1Codec : struct, IPeerCodec<T1>
    where T2Codec : struct, IPeerCodec<T2>
{
    /// <inheritdoc/>
    public static int MaxSize { get; } = PeerCodec.Sum(1, T1Codec.MaxSize, T2Codec.MaxSize);

    /// <inheritdoc/>
    public static IEqualityComparer<(T1, T2)>? Keys { get; } = T1Codec.Keys is { } first
        && T2Codec.Keys is { } second
        ? new TupleComparer<(T1, T2)>(tuple => SeededHash.Of((first.GetHashCode(tuple.Item1!), second.GetHashCode(tuple.Item2!))))
        : null;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in (T1, T2) value)
    {
        writer.WriteArrayHeader(2);
        T1Codec.Write(ref writer, in value.Item1);
        T2Codec.Write(ref writer, in value.Item2);
    }

    /// <inheritdoc/>
    public static (T1, T2) Read(ref PeerReader reader)
    {
        int count = reader.BeginTuple(2);
        (T1, T2) value = new(T1Codec.Read(ref reader), T2Codec.Read(ref reader));
        reader.EndMessage(count, 2);
        return value;
    }
}
