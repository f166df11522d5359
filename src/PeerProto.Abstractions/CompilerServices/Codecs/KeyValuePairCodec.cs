namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="KeyValuePair{TKey, TValue}"/> as an array of both. What stands behind them is skipped.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TKeyCodec">Its codec.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <typeparam name="TValueCodec">Its codec.</typeparam>
public readonly struct KeyValuePairCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<KeyValuePair<TKey, TValue>>
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize { get; } = PeerCodec.Sum(1, TKeyCodec.MaxSize, TValueCodec.MaxSize);

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in KeyValuePair<TKey, TValue> value)
    {
        writer.WriteArrayHeader(2);
        TKeyCodec.Write(ref writer, value.Key);
        TValueCodec.Write(ref writer, value.Value);
    }

    /// <inheritdoc/>
    public static KeyValuePair<TKey, TValue> Read(ref PeerReader reader)
    {
        int count = reader.BeginTuple(2);
        KeyValuePair<TKey, TValue> value = new(TKeyCodec.Read(ref reader), TValueCodec.Read(ref reader));
        reader.EndMessage(count, 2);
        return value;
    }
}
