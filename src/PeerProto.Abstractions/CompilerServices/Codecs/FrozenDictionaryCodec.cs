using System.Collections.Frozen;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="FrozenDictionary{TKey, TValue}"/>, never null. A key that comes twice is refused.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct FrozenDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<FrozenDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in FrozenDictionary<TKey, TValue> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A dictionary");
        writer.EnterNested();
        writer.WriteMapHeader(value.Count);
        foreach (KeyValuePair<TKey, TValue> entry in value)
        {
            TKeyCodec.Write(ref writer, entry.Key);
            TValueCodec.Write(ref writer, entry.Value);
        }
        writer.LeaveNested();
    }

    /// <inheritdoc/>
    public static FrozenDictionary<TKey, TValue> Read(ref PeerReader reader) =>
        Entries.Read<TKey, TKeyCodec, TValue, TValueCodec>(ref reader).ToFrozenDictionary(FrozenKeys.Comparer(TKeyCodec.Keys));
}
