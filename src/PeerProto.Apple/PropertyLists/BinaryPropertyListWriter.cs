using System.Buffers.Binary;
using System.Text;

namespace PeerProto.Apple;

/// <summary>Writes the binary form. Equal texts are written once.</summary>
internal sealed class BinaryPropertyListWriter
{
    private static readonly DateTimeOffset Epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(PropertyListValue Value, int[] Parts)> _objects = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly MemoryStream _output = new();

    public byte[] Write(PropertyListValue value)
    {
        int top = Add(value);
        int referenceSize = SizeOf((ulong)_objects.Count);
        _output.Write("bplist00"u8);
        long[] offsets = new long[_objects.Count];
        for (int i = 0; i < _objects.Count; i++)
        {
            offsets[i] = _output.Length;
            WriteObject(_objects[i].Value, _objects[i].Parts, referenceSize);
        }

        long table = _output.Length;
        int offsetSize = SizeOf((ulong)table);
        foreach (long offset in offsets)
            WriteNumber((ulong)offset, offsetSize);
        _output.Write([0, 0, 0, 0, 0, 0, (byte)offsetSize, (byte)referenceSize]);
        WriteNumber((ulong)_objects.Count, 8);
        WriteNumber((ulong)top, 8);
        WriteNumber((ulong)table, 8);
        return _output.ToArray();
    }

    private int Add(PropertyListValue value)
    {
        if (value.Text is { } text)
            return AddText(text, value);
        int[] parts = value.Kind switch
        {
            PropertyListKind.Array => [.. value.Items.Select(Add)],
            PropertyListKind.Dictionary => [.. value.Members.Keys.Select(name => AddText(name, null)), .. value.Members.Values.Select(Add)],
            _ => [],
        };
        _objects.Add((value, parts));
        return _objects.Count - 1;
    }

    private int AddText(string text, PropertyListValue? value)
    {
        if (_texts.TryGetValue(text, out int known))
            return known;
        _objects.Add((value ?? PropertyListValue.Of(text), []));
        return _texts[text] = _objects.Count - 1;
    }

    private void WriteObject(PropertyListValue value, int[] parts, int referenceSize)
    {
        switch (value.Kind)
        {
            case PropertyListKind.Text when Ascii.IsValid(value.Text!):
                WriteHead(0x5, value.Text!.Length);
                _output.Write(Encoding.ASCII.GetBytes(value.Text));
                break;
            case PropertyListKind.Text:
                WriteHead(0x6, value.Text!.Length);
                _output.Write(Encoding.BigEndianUnicode.GetBytes(value.Text));
                break;
            case PropertyListKind.Integer:
                WriteInteger(value.Integer);
                break;
            case PropertyListKind.Real:
                _output.WriteByte(0x23);
                WriteDouble(value.Real!.Value);
                break;
            case PropertyListKind.Boolean:
                _output.WriteByte(value.Truth!.Value ? (byte)0x09 : (byte)0x08);
                break;
            case PropertyListKind.Date:
                _output.WriteByte(0x33);
                WriteDouble((value.Date!.Value - Epoch).TotalSeconds);
                break;
            case PropertyListKind.Data:
                WriteHead(0x4, value.Data!.Value.Length);
                _output.Write(value.Data.Value.Span);
                break;
            case PropertyListKind.Reference:
                int size = SizeOf((ulong)value.Integer);
                _output.WriteByte((byte)(0x80 | (size - 1)));
                WriteNumber((ulong)value.Integer, size);
                break;
            default:
                WriteHead(value.Kind == PropertyListKind.Array ? 0xA : 0xD, value.Kind == PropertyListKind.Array ? parts.Length : parts.Length / 2);
                foreach (int part in parts)
                    WriteNumber((ulong)part, referenceSize);
                break;
        }
    }

    private void WriteHead(int kind, int length)
    {
        _output.WriteByte((byte)((kind << 4) | Math.Min(length, 15)));
        if (length >= 15)
            WriteInteger(length);
    }

    private void WriteInteger(Int128 value)
    {
        if (value < long.MinValue || value > long.MaxValue)
        {
            _output.WriteByte(0x14);
            Span<byte> digits = stackalloc byte[16];
            BinaryPrimitives.WriteInt128BigEndian(digits, value);
            _output.Write(digits);
            return;
        }

        int power = (long)value switch { < 0 => 3, <= byte.MaxValue => 0, <= ushort.MaxValue => 1, <= uint.MaxValue => 2, _ => 3 };
        _output.WriteByte((byte)(0x10 | power));
        WriteNumber(unchecked((ulong)(long)value), 1 << power);
    }

    private void WriteNumber(ulong value, int size)
    {
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
            _output.WriteByte((byte)(value >> shift));
    }

    private void WriteDouble(double value) => WriteNumber(BitConverter.DoubleToUInt64Bits(value), 8);

    private static int SizeOf(ulong value) => value switch { <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };
}
