using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    private const int WideBytes = 16;

    /// <summary>The bits of a decimal's flags that tell its scale and its sign. No others may be set.</summary>
    private const uint DecimalFlags = 0x80FF0000;
    private const int MaxDecimalScale = 28;

    /// <summary>Reads a floating-point number of 16 bits: any number that one holds exactly.</summary>
    public Half ReadHalf()
    {
        const string Expected = "a Half";
        long offset = Offset;
        double value = ReadOtherDouble(Expected);
        Half narrow = (Half)value;
        if ((double)narrow != value && !double.IsNaN(value))
            throw DecodeErrors.OutOfRange(Expected, value.ToString(CultureInfo.InvariantCulture), offset);
        return narrow;
    }

    /// <summary>Reads an integer in any form, or from 16 bytes of binary data, big-endian.</summary>
    public Int128 ReadInt128()
    {
        const string Expected = "an Int128";
        if (IsBinaryNext(Expected))
            return (Int128)ReadWide(Expected);
        ulong bits = TakeInteger(Expected, out bool negative);
        return negative ? (long)bits : bits;
    }

    /// <inheritdoc cref="ReadInt128"/>
    public UInt128 ReadUInt128()
    {
        const string Expected = "a UInt128";
        return IsBinaryNext(Expected) ? ReadWide(Expected) : ReadOtherUnsigned(ulong.MaxValue, Expected);
    }

    /// <summary>
    /// Reads a decimal number: the text of one that a decimal holds with all its digits, an integer of any form, or the 16 bytes that
    /// MessagePack-CSharp's native resolver writes.
    /// </summary>
    public decimal ReadDecimal()
    {
        const string Expected = "a decimal";
        long offset = Offset;
        byte code = PeekCode(Expected);
        if (code is >= MessagePackCode.Bin8 and <= MessagePackCode.Bin32)
            return ReadNativeDecimal(Expected, offset);
        if (code is <= MessagePackCode.MaxPositiveFixInt or >= MessagePackCode.MinNegativeFixInt or (>= MessagePackCode.UInt8 and <= MessagePackCode.Int64))
        {
            ulong bits = TakeInteger(Expected, out bool negative);
            return negative ? (long)bits : bits;
        }

        Span<byte> text = stackalloc byte[MessagePackCode.MaxFixStringBytes];
        text = text[..ReadUtf8(text, Expected)];
        int point = text.IndexOf((byte)'.');
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            throw DecodeErrors.Malformed(Expected, "another text", offset);
        return value.Scale == decimals ? value : throw DecodeErrors.OutOfRange(Expected, $"{decimals} decimals", offset);
    }

    /// <summary>Reads an integer of any size: its bytes in two's complement, little-endian, or an integer of any form.</summary>
    internal BigInteger ReadBigInteger()
    {
        const string Expected = "a BigInteger";
        if (IsBinaryNext(Expected))
            return new BigInteger(ReadBinary());
        ulong bits = TakeInteger(Expected, out bool negative);
        return negative ? (long)bits : bits;
    }

    private UInt128 ReadWide(string expected)
    {
        long offset = Offset;
        Span<byte> bytes = stackalloc byte[WideBytes];
        int length = ReadBinary(bytes, expected);
        return length == WideBytes ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : throw DecodeErrors.Malformed(expected, $"{length} bytes of binary data", offset);
    }

    /// <summary>The memory of a decimal on a little-endian machine: flags, high, low and middle 32 bits.</summary>
    private decimal ReadNativeDecimal(string expected, long offset)
    {
        Span<byte> bytes = stackalloc byte[WideBytes];
        int length = ReadBinary(bytes, expected);
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        byte scale = (byte)(flags >> 16);
        if (length != WideBytes || (flags & ~DecimalFlags) != 0 || scale > MaxDecimalScale)
            throw DecodeErrors.Malformed(expected, $"{length} bytes of binary data that are none", offset);
        return new decimal(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            (int)flags < 0,
            scale);
    }
}
