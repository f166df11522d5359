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
        int count = ReadHeader<TKey, TKeyCodec>(ref reader);
        int capacity = Elements.InitialCapacity(count, reader.Remaining, Unsafe.SizeOf<TKey>() + Unsafe.SizeOf<TValue>() + EntryOverhead);
        Dictionary<TKey, TValue> entries = new(capacity, TKeyCodec.Keys);
        for (int index = 0; index < count; index++)
        {
            TKey key = TKeyCodec.Read(ref reader);
            if (entries.ContainsKey(key))
                throw reader.Duplicate("dictionary key");
            entries.Add(key, TValueCodec.Read(ref reader));
        }
        return entries;
    }

    /// <summary>Reads how many entries a dictionary that hashes its keys has.</summary>
    public static int ReadHeader<TKey, TKeyCodec>(ref PeerReader reader)
        where TKeyCodec : struct, IPeerCodec<TKey>
    {
        int count = reader.ReadMapHeader();
        if (TKeyCodec.Keys is null)
            reader.CheckCustomKeys("a map", count);
        return count;
    }

    /// <summary>Reads entries into a dictionary that is empty.</summary>
    public static void Fill<TKey, TKeyCodec, TValue, TValueCodec>(ref PeerReader reader, int count, IDictionary<TKey, TValue> entries)
        where TKey : notnull
        where TKeyCodec : struct, IPeerCodec<TKey>
        where TValueCodec : struct, IPeerCodec<TValue>
    {
        for (int index = 0; index < count; index++)
        {
            TKey key = TKeyCodec.Read(ref reader);
            if (entries.ContainsKey(key))
                throw reader.Duplicate("dictionary key");
            entries.Add(key, TValueCodec.Read(ref reader));
        }
    }

    /// <summary>Writes a dictionary of whatever type.</summary>
    /// <exception cref="PeerEncodeException">Another thread changed it meanwhile.</exception>
    public static void WriteAny<TKey, TKeyCodec, TValue, TValueCodec>(ref PeerWriter writer, IEnumerable<KeyValuePair<TKey, TValue>> entries, int count)
        where TKey : notnull
        where TKeyCodec : struct, IPeerCodec<TKey>
        where TValueCodec : struct, IPeerCodec<TValue>
    {
        if (entries is Dictionary<TKey, TValue> dictionary)
        {
            DictionaryCodec<TKey, TKeyCodec, TValue, TValueCodec>.Write(ref writer, in dictionary);
            return;
        }
        writer.EnterNested();
        writer.WriteMapHeader(count);
        foreach (KeyValuePair<TKey, TValue> entry in entries)
        {
            count--;
            TKeyCodec.Write(ref writer, entry.Key);
            TValueCodec.Write(ref writer, entry.Value);
        }
        if (count != 0)
            throw EncodeErrors.Changed();
        writer.LeaveNested();
    }
}
