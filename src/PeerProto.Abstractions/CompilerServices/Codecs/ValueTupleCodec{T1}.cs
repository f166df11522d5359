namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a tuple of one element as an array. What stands behind the last is skipped.</summary>
/// <typeparam name="T1">The first element.</typeparam>
/// <typeparam name="T1Codec">Its codec.</typeparam>
public readonly struct ValueTupleCodec<T1, T1Codec> : IPeerCodec<ValueTuple<T1>>
    where T1Codec : struct, IPeerCodec<T1>
{
    /// <inheritdoc/>
    public static int MaxSize { get; } = PeerCodec.Sum(1, T1Codec.MaxSize);

    /// <inheritdoc/>
    public static IEqualityComparer<ValueTuple<T1>>? Keys { get; } = T1Codec.Keys is { } first
        ? new TupleComparer<ValueTuple<T1>>(tuple => first.GetHashCode(tuple.Item1!))
        : null;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in ValueTuple<T1> value)
    {
        writer.WriteArrayHeader(1);
        T1Codec.Write(ref writer, in value.Item1);
    }

    /// <inheritdoc/>
    public static ValueTuple<T1> Read(ref PeerReader reader)
    {
        int count = reader.BeginTuple(1);
        ValueTuple<T1> value = new(T1Codec.Read(ref reader));
        reader.EndMessage(count, 1);
        return value;
    }
}
