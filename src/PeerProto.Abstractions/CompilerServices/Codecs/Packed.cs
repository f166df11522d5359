using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>Numbers of fixed size as one piece of binary data, little-endian: on most machines a copy of their memory.</summary>
internal static class Packed
{
    public static void Write<T>(ref PeerWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        long bytes = (long)values.Length * Unsafe.SizeOf<T>();
        if (bytes > int.MaxValue)
            throw EncodeErrors.TooLong(bytes);
        if (!BitConverter.IsLittleEndian)
            values = Swapped(values.ToArray());
        writer.WriteBinary(MemoryMarshal.AsBytes(values));
    }

    public static T[] Read<T, TCodec>(ref PeerReader reader)
        where T : unmanaged
        where TCodec : struct, IPeerCodec<T>
    {
        const string Expected = "packed numbers";
        if (reader.IsArrayNext(Expected))
            return Elements.Read<T, TCodec>(ref reader);
        T[] values = reader.ReadPacked<T>(Expected);
        return BitConverter.IsLittleEndian ? values : Swapped(values);
    }

    /// <summary>Turns the bytes of each number around.</summary>
    internal static T[] Swapped<T>(T[] values)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        for (int start = 0; start < bytes.Length; start += Unsafe.SizeOf<T>())
            bytes.Slice(start, Unsafe.SizeOf<T>()).Reverse();
        return values;
    }
}
