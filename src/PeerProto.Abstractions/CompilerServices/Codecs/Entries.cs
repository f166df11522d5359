using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>The entries of every kind of dictionary.</summary>
internal static class Entries
{
    /// <summary>What a dictionary spends on an entry besides the key and the value: hash code, link and bucket.</summary>
    private const int EntryOverhead = 12;

    public static Dictionary<TKey, TValue> Read<TKey, TKeyCodec, TValue, TValueCodec>(ref PeerReader reader)
        where TKey : notnull
        where TKeyCodec : struct, IPeerCodec<TKey>
        where TValueCodec : struct, IPeerCodec<TValue>
    {
        int count = reader.ReadMapHeader();
        if (KeyComparer<TKey>.IsCustom)
            reader.CheckCustomKeys(count);
        int capacity = Elements.InitialCapacity(count, reader.Remaining, Unsafe.SizeOf<TKey>() + Unsafe.SizeOf<TValue>() + EntryOverhead);
        Dictionary<TKey, TValue> entries = new(capacity, KeyComparer<TKey>.Instance);
        for (int index = 0; index < count; index++)
        {
            TKey key = TKeyCodec.Read(ref reader);
            if (entries.ContainsKey(key))
                throw reader.DuplicateKey();
            entries.Add(key, TValueCodec.Read(ref reader));
        }
        return entries;
    }
}
