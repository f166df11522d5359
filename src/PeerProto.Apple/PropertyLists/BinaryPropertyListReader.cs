using System.Buffers.Binary;
using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// Reads the binary form, <c>bplist00</c>: objects, a table of their offsets, and a trailer of 32 bytes. An object may stand in several places;
/// one that holds itself is refused.
/// </summary>
internal sealed class BinaryPropertyListReader(byte[] bytes)
{
    private const int HeaderLength = 8;
    private const int TrailerLength = 32;

    private static readonly DateTimeOffset Epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: false);

    private PropertyListValue?[] _read = [];
    private bool[] _isBeingRead = [];
    private int _offsetSize;
    private int _referenceSize;
    private int _table;
    private long _spent;

    public PropertyListValue Read()
    {
        if (bytes.Length < HeaderLength + 1 + TrailerLength || !bytes.AsSpan().StartsWith("bplist0"u8))
            throw new PropertyListException("it is too short, or of a later version");
        ReadOnlySpan<byte> trailer = bytes.AsSpan(bytes.Length - TrailerLength);
        (_offsetSize, _referenceSize) = (trailer[6], trailer[7]);
        ulong count = BinaryPrimitives.ReadUInt64BigEndian(trailer[8..]);
        ulong top = BinaryPrimitives.ReadUInt64BigEndian(trailer[16..]);
        ulong table = BinaryPrimitives.ReadUInt64BigEndian(trailer[24..]);
        ulong room = (ulong)(bytes.Length - TrailerLength);
        if (_offsetSize is < 1 or > 8 || _referenceSize is < 1 or > 8 || table < HeaderLength || table > room || count == 0 || count > (room - table) / (ulong)_offsetSize || top >= count)
            throw new PropertyListException("its trailer does not fit its length");
        if (count > PropertyList.MaximumValues)
            throw new PropertyListException($"it has more than {PropertyList.MaximumValues} values");
        _table = (int)table;
        _read = new PropertyListValue?[count];
        _isBeingRead = new bool[count];
        return ReadObject((int)top, 1);
    }

    private PropertyListValue ReadObject(int index, int depth)
    {
        if (_read[index] is { } known)
            return known;
        if (_isBeingRead[index])
            throw new PropertyListException("a value holds itself");
        if (depth > PropertyList.MaximumDepth)
            throw new PropertyListException($"more than {PropertyList.MaximumDepth} values lie within each other");
        _isBeingRead[index] = true;
        ulong offset = Unsigned(_table + (index * _offsetSize), _offsetSize);
        if (offset < HeaderLength || offset >= (ulong)_table)
            throw new PropertyListException("an offset points out of its values");
        PropertyListValue value = ReadAt((int)offset, depth);
        _isBeingRead[index] = false;
        return _read[index] = value;
    }

    private PropertyListValue ReadAt(int at, int depth)
    {
        int kind = bytes[at] >> 4;
        int low = bytes[at] & 0xF;
        at++;
        switch (kind)
        {
            case 0x0 when low is 8 or 9:
                return PropertyListValue.Of(low == 9);
            case 0x1 when low <= 4:
                return PropertyListValue.Of(Integer(Slice(at, 1 << low)));
            case 0x2 when low == 2:
                return PropertyListValue.Of(BinaryPrimitives.ReadSingleBigEndian(Slice(at, 4)));
            case 0x2 when low == 3:
                return PropertyListValue.Of(BinaryPrimitives.ReadDoubleBigEndian(Slice(at, 8)));
            case 0x3 when low == 3:
                return PropertyListValue.Of(Date(BinaryPrimitives.ReadDoubleBigEndian(Slice(at, 8))));
            case 0x4:
                int count = Length(ref at, low);
                return PropertyListValue.Of(Slice(at, count));
            case 0x5:
                int characters = Length(ref at, low);
                return PropertyListValue.Of(Encoding.Latin1.GetString(Slice(at, characters)));
            case 0x6:
                int units = Length(ref at, low);
                return PropertyListValue.Of(Utf16.GetString(Slice(at, (long)units * 2)));
            case 0x8:
                return PropertyListValue.Reference(Unsigned(at, low + 1));
            case 0xA:
                int items = Length(ref at, low);
                Slice(at, (long)items * _referenceSize);
                PropertyListValue[] array = new PropertyListValue[items];
                for (int i = 0; i < items; i++)
                    array[i] = ReadObject(Reference(at + (i * _referenceSize)), depth + 1);
                return PropertyListValue.Of(array);
            case 0xD:
                int members = Length(ref at, low);
                return PropertyListValue.Of(Members(at, members, depth));
            default:
                throw new PropertyListException("it has a kind of value that no property list has");
        }
    }

    private List<(string, PropertyListValue?)> Members(int at, int count, int depth)
    {
        Slice(at, (long)count * 2 * _referenceSize);
        List<(string, PropertyListValue?)> members = new(count);
        for (int i = 0; i < count; i++)
        {
            string name = ReadObject(Reference(at + (i * _referenceSize)), depth + 1).Text ?? throw new PropertyListException("a dictionary has a key that is no text");
            members.Add((name, ReadObject(Reference(at + ((count + i) * _referenceSize)), depth + 1)));
        }

        return members;
    }

    // a length of 15 or more follows as a number of its own
    private int Length(ref int at, int low)
    {
        if (low < 15)
            return low;
        int marker = Slice(at, 1)[0];
        if (marker >> 4 != 1 || (marker & 0xF) > 3)
            throw new PropertyListException("a length is no number");
        int size = 1 << (marker & 0xF);
        ulong length = Unsigned(at + 1, size);
        at += 1 + size;
        return length <= (ulong)bytes.Length ? (int)length : throw new PropertyListException("a value is longer than the list");
    }

    private int Reference(int at)
    {
        ulong reference = Unsigned(at, _referenceSize);
        return reference < (ulong)_read.Length ? (int)reference : throw new PropertyListException("a reference points to no value");
    }

    private ReadOnlySpan<byte> Slice(int at, long length)
    {
        if (length > _table - at)
            throw new PropertyListException("a value is longer than the list");
        _spent += length;
        return _spent <= bytes.Length ? bytes.AsSpan(at, (int)length) : throw new PropertyListException("its values lie over each other"); // each would be a copy
    }

    private ulong Unsigned(int at, int size)
    {
        if (size > bytes.Length - at)
            throw new PropertyListException("a value is longer than the list");
        ReadOnlySpan<byte> digits = bytes.AsSpan(at, size);
        ulong value = 0;
        foreach (byte digit in digits[Math.Max(0, size - 8)..])
            value = (value << 8) | digit;
        return value;
    }

    // 1, 2 and 4 bytes are unsigned, 8 and 16 are signed
    private static Int128 Integer(ReadOnlySpan<byte> digits) => digits.Length switch
    {
        1 => digits[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(digits),
        4 => BinaryPrimitives.ReadUInt32BigEndian(digits),
        8 => BinaryPrimitives.ReadInt64BigEndian(digits),
        _ => BinaryPrimitives.ReadInt128BigEndian(digits),
    };

    // to a tenth of a millisecond, which the double holds for every date, so that one that is written reads the same
    private static DateTimeOffset Date(double seconds) => double.Abs(seconds) < 60e9
        ? Epoch.AddTicks((long)Math.Round(seconds * 10_000) * 1_000)
        : throw new PropertyListException("a date is no date");
}
