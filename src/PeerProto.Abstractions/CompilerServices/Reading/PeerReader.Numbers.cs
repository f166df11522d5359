using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    private const uint MaxScalarValue = 0x10FFFF;

    /// <summary>Reads a boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean()
    {
        ReadOnlySpan<byte> span = _span;
        int position = _position;
        if ((uint)position >= (uint)span.Length || span[position] is not ((MessagePackCode.False or MessagePackCode.True) and byte code))
            return ReadCutBoolean();
        _position = position + 1;
        return code == MessagePackCode.True;
    }

    /// <summary>Reads an integer in any form that fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte() => TryReadFixInt(out int value) ? (byte)value : (byte)ReadUnsigned(byte.MaxValue, "a byte");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte ReadSByte() => TryReadFixInt(out int value) ? (sbyte)value : (sbyte)ReadSigned(sbyte.MinValue, sbyte.MaxValue, "an sbyte");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short ReadInt16() => TryReadFixInt(out int value) ? (short)value : (short)ReadSigned(short.MinValue, short.MaxValue, "a short");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadUInt16() => TryReadFixInt(out int value) ? (ushort)value : (ushort)ReadUnsigned(ushort.MaxValue, "a ushort");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32() => TryReadFixInt(out int value) ? value : (int)ReadSigned(int.MinValue, int.MaxValue, "an int");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32() => TryReadFixInt(out int value) ? (uint)value : (uint)ReadUnsigned(uint.MaxValue, "a uint");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => TryReadFixInt(out int value) ? value : ReadSigned(long.MinValue, long.MaxValue, "a long");

    /// <inheritdoc cref="ReadByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64() => TryReadFixInt(out int value) ? (ulong)value : ReadUnsigned(ulong.MaxValue, "a ulong");

    /// <summary>Reads a character: an integer that is a UTF-16 code unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public char ReadChar() => TryReadFixInt(out int value) ? (char)value : (char)ReadUnsigned(char.MaxValue, "a char");

    /// <summary>Reads a character: an integer that is a Unicode scalar value.</summary>
    public Rune ReadRune()
    {
        const string Expected = "a Rune";
        long offset = Offset;
        uint value = (uint)ReadUnsigned(MaxScalarValue, Expected);
        return Rune.TryCreate(value, out Rune rune) ? rune : throw OutOfRange(Expected, value, negative: false, offset);
    }

    /// <summary>Reads a duration: an integer of its ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimeSpan ReadTimeSpan() => new(TryReadFixInt(out int value) ? value : ReadSigned(long.MinValue, long.MaxValue, "a TimeSpan"));

    /// <summary>Reads a floating-point number, or any number that a float holds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ReadSingle()
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < MessagePackSize.Single || span[0] != MessagePackCode.Float32)
            return ReadOtherSingle();
        _position += MessagePackSize.Single;
        return BinaryPrimitives.ReadSingleBigEndian(span[1..]);
    }

    /// <summary>Reads a floating-point number, or any number that a double holds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ReadDouble()
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < MessagePackSize.Double || span[0] != MessagePackCode.Float64)
            return ReadOtherDouble("a double");
        _position += MessagePackSize.Double;
        return BinaryPrimitives.ReadDoubleBigEndian(span[1..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFixInt(out int value)
    {
        ReadOnlySpan<byte> span = _span;
        int position = _position;
        if ((uint)position < (uint)span.Length && span[position] is <= MessagePackCode.MaxPositiveFixInt and byte small)
        {
            _position = position + 1;
            value = small;
            return true;
        }
        value = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool ReadCutBoolean()
    {
        const string Expected = "a boolean";
        byte code = PeekCode(Expected);
        if (code is not (MessagePackCode.False or MessagePackCode.True))
            throw DecodeErrors.Unexpected(Expected, code, Offset);
        _position++;
        return code == MessagePackCode.True;
    }

    /// <summary>Calls nothing before it returns, so that it has no registers to save.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadSigned(long min, long max, string expected)
    {
        int size = PeekInteger(out ulong bits, out bool negative);
        long value = (long)bits;
        if (size == 0 || value < 0 != negative || value < min || value > max)
            return ReadOtherSigned(min, max, expected);
        _position += size;
        return value;
    }

    /// <inheritdoc cref="ReadSigned"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadUnsigned(ulong max, string expected)
    {
        int size = PeekInteger(out ulong bits, out bool negative);
        if (size == 0 || negative || bits > max)
            return ReadOtherUnsigned(max, expected);
        _position += size;
        return bits;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long ReadOtherSigned(long min, long max, string expected)
    {
        long offset = Offset;
        ulong bits = TakeInteger(expected, out bool negative);
        long value = (long)bits;
        if (value < 0 != negative || value < min || value > max)
            throw OutOfRange(expected, bits, negative, offset);
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ulong ReadOtherUnsigned(ulong max, string expected)
    {
        long offset = Offset;
        ulong bits = TakeInteger(expected, out bool negative);
        if (negative || bits > max)
            throw OutOfRange(expected, bits, negative, offset);
        return bits;
    }

    /// <summary>
    /// Reads ints for as long as their forms are plain and lie whole in the span, with the cursor in a register.
    /// </summary>
    /// <returns>How many were read; the next one is for <see cref="ReadInt32"/>.</returns>
    internal int ReadInt32s(Span<int> values)
    {
        ReadOnlySpan<byte> span = _span;
        int position = _position;
        int index = 0;
        for (; index < values.Length && position < span.Length; index++)
        {
            byte code = span[position];
            if (code is <= MessagePackCode.MaxPositiveFixInt or >= MessagePackCode.MinNegativeFixInt)
            {
                values[index] = (sbyte)code;
                position++;
                continue;
            }
            int bytes = 1 << (code & 3);
            if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int32 || bytes > sizeof(int) || span.Length - position < MessagePackSize.Int32)
                break;
            long bits = (long)BinaryPrimitives.ReadUInt32BigEndian(span[(position + 1)..]) << 32;
            int behind = 64 - 8 * bytes;
            long value = code >= MessagePackCode.Int8 ? bits >> behind : (long)((ulong)bits >> behind);
            if (value > int.MaxValue)
                break;
            values[index] = (int)value;
            position += 1 + bytes;
        }
        _position = position;
        return index;
    }

    /// <summary>Decodes the integer that is next if its form is one of several bytes and the span holds it and a little more.</summary>
    /// <returns>How many bytes it takes, or 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int PeekInteger(out ulong bits, out bool negative)
    {
        bits = 0;
        negative = false;
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < MessagePackSize.UInt32 || span[0] is < MessagePackCode.UInt8 or > MessagePackCode.Int64)
            return 0;

        // Codes come in the order of 1, 2, 4 and 8 bytes, first unsigned, then signed. What is read too much is shifted out again.
        byte code = span[0];
        int bytes = 1 << (code & 3);
        int behind = 64 - 8 * bytes;
        if (span.Length >= MessagePackSize.UInt64)
            bits = BinaryPrimitives.ReadUInt64BigEndian(span[1..]);
        else if (bytes <= sizeof(uint))
            bits = (ulong)BinaryPrimitives.ReadUInt32BigEndian(span[1..]) << 32;
        else
            return 0;
        bits = code >= MessagePackCode.Int8 ? (ulong)((long)bits >> behind) : bits >> behind;
        negative = code >= MessagePackCode.Int8 && (long)bits < 0;
        return 1 + bytes;
    }

    /// <summary>Takes an integer of any form, wherever it is cut, as its 64 bits.</summary>
    private ulong TakeInteger(string expected, out bool negative)
    {
        byte code = PeekCode(expected);
        if (code is <= MessagePackCode.MaxPositiveFixInt or >= MessagePackCode.MinNegativeFixInt)
        {
            _position++;
            negative = code >= MessagePackCode.MinNegativeFixInt;
            return (ulong)(sbyte)code;
        }
        if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int64)
            throw DecodeErrors.Unexpected(expected, code, Offset);

        _position++;
        int bytes = 1 << (code & 3);
        ulong bits = TakeInteger(bytes, expected);
        if (code >= MessagePackCode.Int8)
            bits = (ulong)((long)(bits << (64 - 8 * bytes)) >> (64 - 8 * bytes));
        negative = code >= MessagePackCode.Int8 && (long)bits < 0;
        return bits;
    }

    private static PeerDecodeException OutOfRange(string expected, ulong bits, bool negative, long offset) =>
        DecodeErrors.OutOfRange(expected, negative ? ((long)bits).ToString(CultureInfo.InvariantCulture) : bits.ToString(CultureInfo.InvariantCulture), offset);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal float ReadOtherSingle()
    {
        const string Expected = "a float";
        long offset = Offset;
        double value = ReadOtherDouble(Expected);
        float narrow = (float)value;
        if (narrow != value && !double.IsNaN(value))
            throw DecodeErrors.OutOfRange(Expected, value.ToString(CultureInfo.InvariantCulture), offset);
        return narrow;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal double ReadOtherDouble(string expected)
    {
        long offset = Offset;
        byte code = PeekCode(expected);
        if (code == MessagePackCode.Float64)
        {
            _position++;
            return BitConverter.UInt64BitsToDouble(TakeInteger(8, expected));
        }
        if (code == MessagePackCode.Float32)
        {
            _position++;
            return BitConverter.UInt32BitsToSingle((uint)TakeInteger(4, expected));
        }
        ulong bits = TakeInteger(expected, out bool negative);
        double value = negative ? (long)bits : bits;
        if ((negative ? (Int128)(long)bits : bits) != (Int128)value)
            throw OutOfRange(expected, bits, negative, offset);
        return value;
    }
}
