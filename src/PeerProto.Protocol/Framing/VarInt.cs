using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PeerProto.Protocol.Framing;

/// <summary>
/// Variable-length integers of RFC 9000 §16: the two top bits of the first byte tell the length, 1, 2, 4 or 8 bytes; the rest is the value,
/// big-endian. A value need not take its shortest form.
/// </summary>
public static class VarInt
{
    /// <summary>The largest value, 2^62 - 1.</summary>
    public const ulong MaxValue = (1UL << 62) - 1;

    /// <summary>The largest value that fits one byte.</summary>
    public const int MaxOneByte = (1 << 6) - 1;

    /// <summary>The largest value that fits two bytes.</summary>
    public const int MaxTwoBytes = (1 << 14) - 1;

    /// <summary>The most bytes a value takes.</summary>
    public const int MaxLength = 8;

    private const int MaxFourBytes = (1 << 30) - 1;

    /// <summary>The length of a value's shortest form, in bytes.</summary>
    /// <param name="value">At most <see cref="MaxValue"/>.</param>
    public static int GetLength(ulong value) => value switch
    {
        <= MaxOneByte => 1,
        <= MaxTwoBytes => 2,
        <= MaxFourBytes => 4,
        _ => 8,
    };

    /// <summary>Writes a value in its shortest form.</summary>
    /// <param name="destination">At least <see cref="GetLength"/> bytes.</param>
    /// <param name="value">At most <see cref="MaxValue"/>.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Span<byte> destination, ulong value)
    {
        int length = GetLength(value);
        Write(destination, value, length);
        return length;
    }

    /// <summary>Writes a value in a form of the given length, for fields whose value is known only after what follows them.</summary>
    /// <param name="destination">At least <paramref name="length"/> bytes.</param>
    /// <param name="value">A value that fits.</param>
    /// <param name="length">1, 2, 4 or 8.</param>
    public static void Write(Span<byte> destination, ulong value, int length)
    {
        switch (length)
        {
            case 1:
                destination[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(value | 0x4000));
                break;
            case 4:
                BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)value | 0x8000_0000);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(destination, value | 0xC000_0000_0000_0000);
                break;
        }
    }

    /// <summary>The length of the value that starts with a byte, in bytes.</summary>
    /// <param name="first">The byte.</param>
    public static int LengthAt(byte first) => 1 << (first >> 6);

    /// <summary>Reads a value.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="value">The value.</param>
    /// <param name="length">The number of bytes it took.</param>
    /// <returns>False when the bytes end before the value does.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> source, out ulong value, out int length)
    {
        if (!source.IsEmpty && source[0] <= MaxOneByte)
        {
            value = source[0];
            length = 1;
            return true;
        }

        (value, length) = ReadLonger(source);
        return length > 0;
    }

    /// <returns>The value and its length, which is 0 when the bytes end before. Results, not references: the reader's variables stay in registers.</returns>
    private static (ulong Value, int Length) ReadLonger(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty || source.Length < LengthAt(source[0]))
            return default;
        return LengthAt(source[0]) switch
        {
            1 => (source[0], 1),
            2 => (BinaryPrimitives.ReadUInt16BigEndian(source) & 0x3FFFUL, 2),
            4 => (BinaryPrimitives.ReadUInt32BigEndian(source) & 0x3FFF_FFFFUL, 4),
            _ => (BinaryPrimitives.ReadUInt64BigEndian(source) & MaxValue, 8),
        };
    }
}
