namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IReadOnlyDictionary{TKey, TValue}"/>, never null, and reads a dictionary. A key that comes twice is refused.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct ReadOnlyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null, or another thread changed it meanwhile.</exception>
    public static void Write(ref PeerWriter writer, in IReadOnlyDictionary<TKey, TValue> value)
    {
        if (value is Dictionary<TKey, TValue> dictionary)
        {
            DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Write(ref writer, in dictionary);
            return;
        }
        if (value is null)
            throw EncodeErrors.Null("A dictionary");
        writer.EnterNested();
        int left = value.Count;
        writer.WriteMapHeader(left);
        foreach (KeyValuePair<TKey, TValue> entry in value)
        {
            left--;
            TKeyCodec.Write(ref writer, entry.Key);
            TValueCodec.Write(ref writer, entry.Value);
        }
        if (left != 0)
            throw EncodeErrors.Changed();
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static IReadOnlyDictionary<TKey, TValue> Read(ref PeerReader reader) => Entries.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader);
}
