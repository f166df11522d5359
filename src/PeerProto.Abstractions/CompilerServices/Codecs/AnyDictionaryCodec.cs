namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IDictionary{TKey, TValue}"/>, never null, and reads a dictionary. A key that comes twice is refused.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct AnyDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<IDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IDictionary<TKey, TValue> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A dictionary");
        Entries.WriteAny<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value, value.Count);
    }

    /// <inheritdoc/>
    public static IDictionary<TKey, TValue> Read(ref PeerReader reader) => Entries.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader);
}
