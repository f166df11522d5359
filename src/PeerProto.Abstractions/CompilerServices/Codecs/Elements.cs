using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>The elements of every kind of list: an array header and then each.</summary>
internal static class Elements
{
    /// <summary>The most room that elements of fixed size are asked for at once.</summary>
    private const int MaxReservation = 4_096;

    /// <summary>
    /// How much memory each byte that is left to read pays for before its element has been read: that of one reference or of one 64-bit number.
    /// More is taken as elements really arrive.
    /// </summary>
    private const int BytesPaidByRemainingByte = 8;

    /// <summary>How many elements are paid for in any case.</summary>
    private const int MinCapacity = 4;

    public static void Write<T, TCodec>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        writer.EnterNested();
        writer.WriteArrayHeader(values.Length);
        if (TCodec.MaxSize <= MaxReservation)
            WriteFixedSize<T, TCodec>(ref writer, values);
        else
            WriteEach<T, TCodec>(ref writer, values);
        writer.LeaveNested();
    }

    /// <summary>Writes a sequence of whatever type.</summary>
    /// <exception cref="PeerEncodeException">Another thread changed it meanwhile.</exception>
    public static void WriteAny<T, TCodec>(ref PeerWriter writer, IEnumerable<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        switch (values)
        {
            case T[] array:
                Write<T, TCodec>(ref writer, array);
                break;
            case List<T> list:
                Write<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(list));
                break;
            case ImmutableArray<T> array:
                Write<T, TCodec>(ref writer, array.AsSpan());
                break;
            default:
                if (values.TryGetNonEnumeratedCount(out int count))
                    WriteCounted<T, TCodec>(ref writer, values, count);
                else
                    Write<T, TCodec>(ref writer, values.ToArray());
                break;
        }
    }

    /// <summary>Reads into an array that grows with what arrives.</summary>
    public static T[] Read<T, TCodec>(ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        int count = reader.ReadArrayHeader();
        if (count == 0)
            return [];
        T[] values = new T[InitialCapacity(count, reader.Remaining, Unsafe.SizeOf<T>())];
        Read<T, TCodec>(ref reader, values);
        while (values.Length < count)
        {
            int done = values.Length;
            Array.Resize(ref values, (int)Math.Min(count, 2L * done));
            Read<T, TCodec>(ref reader, values.AsSpan(done));
        }
        return values;
    }

    /// <summary>Reads as many as there is room for.</summary>
    public static void Read<T, TCodec>(ref PeerReader reader, Span<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        int index = typeof(TCodec) == typeof(Int32Codec) ? reader.ReadInt32s(Unsafe.BitCast<Span<T>, Span<int>>(values)) : 0;
        for (; index < values.Length; index++)
            values[index] = TCodec.Read(ref reader);
    }

    /// <summary>Reads the last element into the first place, as collections that take each before the others need it.</summary>
    public static T[] ReadReversed<T, TCodec>(ref PeerReader reader)
        where TCodec : struct, IPeerCodec<T>
    {
        T[] values = Read<T, TCodec>(ref reader);
        Array.Reverse(values);
        return values;
    }

    /// <summary>For how many of <paramref name="count"/> announced elements memory is taken before any has been read.</summary>
    public static int InitialCapacity(int count, long remaining, int elementBytes) => (long)count * elementBytes <= remaining * BytesPaidByRemainingByte
        ? count
        : (int)Math.Min(count, Math.Max(MinCapacity, remaining * BytesPaidByRemainingByte / elementBytes));

    private static void WriteCounted<T, TCodec>(ref PeerWriter writer, IEnumerable<T> values, int count)
        where TCodec : struct, IPeerCodec<T>
    {
        writer.EnterNested();
        writer.WriteArrayHeader(count);
        foreach (T value in values)
        {
            count--;
            TCodec.Write(ref writer, in value);
        }
        if (count != 0)
            throw EncodeErrors.Changed();
        writer.LeaveNested();
    }

    private static void WriteFixedSize<T, TCodec>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        int most = MaxReservation / TCodec.MaxSize;
        while (!values.IsEmpty)
        {
            int part = Math.Min(values.Length, most);
            writer.Reserve(part * TCodec.MaxSize);
            WritePart<T, TCodec>(ref writer, values[..part]);
            values = values[part..];
        }
    }

    /// <summary>Numbers share one run, whose cursor stays in registers: about half the time of a run for each. The types are constants for the compiler.</summary>
    private static void WritePart<T, TCodec>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        if (typeof(TCodec) == typeof(Int32Codec))
            WriteRun<int, Int32Codec>(ref writer, Unsafe.BitCast<ReadOnlySpan<T>, ReadOnlySpan<int>>(values));
        else if (typeof(TCodec) == typeof(Int64Codec))
            WriteRun<long, Int64Codec>(ref writer, Unsafe.BitCast<ReadOnlySpan<T>, ReadOnlySpan<long>>(values));
        else if (typeof(TCodec) == typeof(SingleCodec))
            WriteRun<float, SingleCodec>(ref writer, Unsafe.BitCast<ReadOnlySpan<T>, ReadOnlySpan<float>>(values));
        else if (typeof(TCodec) == typeof(DoubleCodec))
            WriteRun<double, DoubleCodec>(ref writer, Unsafe.BitCast<ReadOnlySpan<T>, ReadOnlySpan<double>>(values));
        else
            WriteEach<T, TCodec>(ref writer, values);
    }

    private static void WriteRun<T, TCodec>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IPeerCodec<T>, IRunCodec<T>
    {
        MessagePackRun run = writer.BeginRun(values.Length * TCodec.MaxSize);
        foreach (T value in values)
            TCodec.Write(ref run, value);
        writer.EndRun(run);
    }

    private static void WriteEach<T, TCodec>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where TCodec : struct, IPeerCodec<T>
    {
        foreach (ref readonly T value in values)
            TCodec.Write(ref writer, in value);
    }
}
