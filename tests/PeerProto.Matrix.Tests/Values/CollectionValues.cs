using CsCheck;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Generators around those of elements.</summary>
internal static class CollectionValues
{
    private const int MostEntries = 4;

    /// <summary>What collections of integers are made of.</summary>
    public static Gen<int[]> Elements { get; } = NumberValues.Int32.Array[0, 20];

    /// <summary>What dictionaries from texts to integers are made of.</summary>
    public static Gen<Dictionary<string, int>> Entries { get; } = Dictionary(TextValues.String, NumberValues.Int32);

    /// <summary>Dictionaries of a few entries.</summary>
    public static Gen<Dictionary<TKey, TValue>> Dictionary<TKey, TValue>(Gen<TKey> keys, Gen<TValue> values)
        where TKey : notnull => Gen.Select(keys, values).Array[0, MostEntries].Select(entries =>
    {
        Dictionary<TKey, TValue> dictionary = [];
        foreach ((TKey key, TValue value) in entries)
            dictionary.TryAdd(key, value);
        return dictionary;
    });

    /// <summary>Messages with a value, and sometimes the one without.</summary>
    public static Gen<TMessage> Optional<T, TMessage>(Gen<T> values, Func<T, TMessage> with, TMessage without) =>
        Gen.Frequency((4, values.Select(with)), (1, Gen.Const(without)));
}
