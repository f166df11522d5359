namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a tuple of more than seven elements as an array of seven and of the array of those behind them. What stands behind the last is skipped.</summary>
/// <typeparam name="T1">The first element.</typeparam>
/// <typeparam name="T1Codec">Its codec.</typeparam>
/// <typeparam name="T2">The second element.</typeparam>
/// <typeparam name="T2Codec">Its codec.</typeparam>
/// <typeparam name="T3">The third element.</typeparam>
/// <typeparam name="T3Codec">Its codec.</typeparam>
/// <typeparam name="T4">The fourth element.</typeparam>
/// <typeparam name="T4Codec">Its codec.</typeparam>
/// <typeparam name="T5">The fifth element.</typeparam>
/// <typeparam name="T5Codec">Its codec.</typeparam>
/// <typeparam name="T6">The sixth element.</typeparam>
/// <typeparam name="T6Codec">Its codec.</typeparam>
/// <typeparam name="T7">The seventh element.</typeparam>
/// <typeparam name="T7Codec">Its codec.</typeparam>
/// <typeparam name="TRest">The tuple of those behind the seventh.</typeparam>
/// <typeparam name="TRestCodec">Its codec.</typeparam>
public readonly struct ValueTupleCodec<T1, T1Codec, T2, T2Codec, T3, T3Codec, T4, T4Codec, T5, T5Codec, T6, T6Codec, T7, T7Codec, TRest, TRestCodec> : IPeerCodec<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
    where T1Codec : struct, IPeerCodec<T1>
    where T2Codec : struct, IPeerCodec<T2>
    where T3Codec : struct, IPeerCodec<T3>
    where T4Codec : struct, IPeerCodec<T4>
    where T5Codec : struct, IPeerCodec<T5>
    where T6Codec : struct, IPeerCodec<T6>
    where T7Codec : struct, IPeerCodec<T7>
    where TRestCodec : struct, IPeerCodec<TRest>
{
    /// <inheritdoc/>
    public static int MaxSize { get; } = PeerCodec.Sum(1, T1Codec.MaxSize, T2Codec.MaxSize, T3Codec.MaxSize, T4Codec.MaxSize, T5Codec.MaxSize, T6Codec.MaxSize, T7Codec.MaxSize, TRestCodec.MaxSize);

    /// <inheritdoc/>
    public static IEqualityComparer<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>? Keys { get; } = T1Codec.Keys is { } first
        && T2Codec.Keys is { } second
        && T3Codec.Keys is { } third
        && T4Codec.Keys is { } fourth
        && T5Codec.Keys is { } fifth
        && T6Codec.Keys is { } sixth
        && T7Codec.Keys is { } seventh
        && TRestCodec.Keys is { } rest
        ? new TupleComparer<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>(tuple => SeededHash.Of((first.GetHashCode(tuple.Item1!), second.GetHashCode(tuple.Item2!), third.GetHashCode(tuple.Item3!), fourth.GetHashCode(tuple.Item4!), fifth.GetHashCode(tuple.Item5!), sixth.GetHashCode(tuple.Item6!), seventh.GetHashCode(tuple.Item7!), rest.GetHashCode(tuple.Rest))))
        : null;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        writer.WriteArrayHeader(8);
        T1Codec.Write(ref writer, in value.Item1);
        T2Codec.Write(ref writer, in value.Item2);
        T3Codec.Write(ref writer, in value.Item3);
        T4Codec.Write(ref writer, in value.Item4);
        T5Codec.Write(ref writer, in value.Item5);
        T6Codec.Write(ref writer, in value.Item6);
        T7Codec.Write(ref writer, in value.Item7);
        TRestCodec.Write(ref writer, in value.Rest);
    }

    /// <inheritdoc/>
    public static ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(ref PeerReader reader)
    {
        int count = reader.BeginTuple(8);
        ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value = new(T1Codec.Read(ref reader), T2Codec.Read(ref reader), T3Codec.Read(ref reader), T4Codec.Read(ref reader), T5Codec.Read(ref reader), T6Codec.Read(ref reader), T7Codec.Read(ref reader), TRestCodec.Read(ref reader));
        reader.EndMessage(count, 8);
        return value;
    }
}
