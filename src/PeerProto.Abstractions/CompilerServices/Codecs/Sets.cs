using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>The elements of every kind of set.</summary>
internal static class Sets
{
    /// <summary>What a set spends on an element besides itself: hash code, link and bucket.</summary>
    private const int ElementOverhead = 12;

    public static HashSet<T> Read<T, TCodec>(ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        int count = ReadHeader<T, TCodec>(ref reader);
        int capacity = Elements.InitialCapacity(count, reader.Remaining, Unsafe.SizeOf<T>() + ElementOverhead);
        return Fill<T, TCodec, HashSet<T>>(ref reader, count, new HashSet<T>(capacity, TCodec.Keys));
    }

    /// <summary>Reads how many elements a set that hashes them has.</summary>
    public static int ReadHeader<T, TCodec>(ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        int count = reader.ReadArrayHeader();
        if (TCodec.Keys is null)
            reader.CheckCustomKeys("a set", count);
        return count;
    }

    /// <summary>Reads elements into a set that is empty.</summary>
    public static TSet Fill<T, TCodec, TSet>(ref PeerReader reader, int count, TSet set)
        where TCodec : struct, IPeerCodec<T>
        where TSet : ISet<T>
    {
        for (int index = 0; index < count; index++)
        {
            if (!set.Add(TCodec.Read(ref reader)))
                throw reader.Duplicate("set element");
        }
        return set;
    }
}
