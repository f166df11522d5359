using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IImmutableDictionary{TKey, TValue}"/>, never null, and reads an <see cref="ImmutableDictionary{TKey, TValue}"/>. A key that comes twice is refused.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TKeyCodec">Their codec.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
/// <typeparam name="TValueCodec">Their codec.</typeparam>
public readonly struct AnyImmutableDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec> : IPeerCodec<IImmutableDictionary<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : struct, IPeerCodec<TKey>
    where TValueCodec : struct, IPeerCodec<TValue>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IImmutableDictionary<TKey, TValue> value)
    {
        if (value is null)
            throw EncodeErrors.Null("A dictionary");
        Entries.WriteAny<TKey, TKeyCodec, TValue, TValueCodec>(ref writer, value, value.Count);
    }

    /// <inheritdoc/>
    public static IImmutableDictionary<TKey, TValue> Read(ref PeerReader reader) => ImmutableDictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Read(ref reader);
}
