using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableSortedDictionary{TKey, TValue}"/>, never null, in its order. A key that comes twice is refused. What is read has the natural order, strings by their UTF-16 code units.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct ImmutableSortedDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<ImmutableSortedDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableSortedDictionary<TKey, TValue> value)
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
    public static ImmutableSortedDictionary<TKey, TValue> Read(ref PeerReader reader)
    {
        int count = reader.ReadMapHeader();
        ImmutableSortedDictionary<TKey, TValue>.Builder entries = ImmutableSortedDictionary.CreateBuilder<TKey, TValue>(KeyOrder<TKey>.Instance);
        Entries.Fill<TKey, TKeyCodec, TValue, TValueCodec>(ref reader, count, entries);
        return entries.ToImmutable();
    }
}
