using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableDictionary{TKey, TValue}"/>, never null. A key that comes twice is refused.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct ImmutableDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableDictionary<TKey, TValue> value)
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
    public static ImmutableDictionary<TKey, TValue> Read(ref PeerReader reader)
    {
        int count = Entries.ReadHeader<TKey, TKeyCodec>(ref reader);
        ImmutableDictionary<TKey, TValue>.Builder entries = ImmutableDictionary.CreateBuilder<TKey, TValue>(TKeyCodec.Keys);
        Entries.Fill<TKey, TKeyCodec, TValue, TValueCodec>(ref reader, count, entries);
        return entries.ToImmutable();
    }
}
