using System.Buffers.Binary;

namespace PeerProto.Discovery.Dns;

/// <summary>
/// Writes one message up to a length. Adding what does not fit changes nothing and returns false. Sections are written in wire order.
/// </summary>
internal sealed class DnsMessageWriter
{
    private const ushort FlagResponseAuthoritative = 0x8400;
    private const ushort FlagTruncated = 0x0200;
    private const ushort TopBit = 0x8000;
    private const int MaximumPointer = 0x3FFF;

    private readonly byte[] _buffer;
    private readonly DnsNameCompression _compression;
    private readonly List<(string Suffix, int Offset)> _suffixes = [];
    private readonly ushort[] _counts = new ushort[4];
    private int _position = DnsLimits.HeaderLength;
    private bool _overflowed;
    private DnsSection _section;

    public DnsMessageWriter(int maximumLength, DnsNameCompression compression = DnsNameCompression.Full)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumLength, DnsLimits.MaximumMessageLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, DnsLimits.HeaderLength);
        _buffer = new byte[maximumLength];
        _compression = compression;
    }

    /// <summary>What was written after the header.</summary>
    public ReadOnlySpan<byte> WrittenAfterHeader => _buffer.AsSpan(DnsLimits.HeaderLength.._position);

    public bool TryAdd(DnsQuestion question)
    {
        int start = Begin(DnsSection.Question);
        WriteName(question.Name);
        WriteUInt16((ushort)question.Type);
        WriteUInt16((ushort)((ushort)question.Class | (question.WantsUnicast ? TopBit : 0)));
        return End(start);
    }

    public bool TryAdd(DnsSection section, DnsRecord record)
    {
        int start = Begin(section);
        WriteName(record.Name);
        WriteUInt16((ushort)record.Type);
        WriteUInt16((ushort)((ushort)record.Class | (record.IsUnique ? TopBit : 0)));
        WriteUInt16((ushort)(record.TimeToLive >> 16));
        WriteUInt16((ushort)record.TimeToLive);
        int lengthAt = _position;
        WriteUInt16(0);
        record.Data.Write(this);
        if (!_overflowed)
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(lengthAt), (ushort)(_position - lengthAt - 2));
        return End(start);
    }

    /// <summary>Adds all records or none.</summary>
    public bool TryAddAll(DnsSection section, IReadOnlyList<DnsRecord> records)
    {
        int start = _position;
        ushort count = _counts[(int)section];
        DnsSection before = _section;
        foreach (DnsRecord record in records)
        {
            if (TryAdd(section, record))
                continue;
            TakeBackTo(start);
            _counts[(int)section] = count;
            _section = before;
            return false;
        }

        return true;
    }

    /// <summary>The finished message with its header.</summary>
    public byte[] ToMessage(ushort id, bool isResponse, bool isTruncated)
    {
        Span<byte> header = _buffer;
        BinaryPrimitives.WriteUInt16BigEndian(header, id);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)((isResponse ? FlagResponseAuthoritative : 0) | (isTruncated ? FlagTruncated : 0)));
        for (int i = 0; i < _counts.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(header[(4 + 2 * i)..], _counts[i]);
        return _buffer.AsSpan(0, _position).ToArray();
    }

    internal void WriteUInt16(ushort value)
    {
        if (Reserve(2))
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_position - 2), value);
    }

    internal void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (Reserve(bytes.Length))
            bytes.CopyTo(_buffer.AsSpan(_position - bytes.Length));
    }

    internal void WriteName(DnsName name, bool isInServiceData = false)
    {
        ReadOnlySpan<byte> rest = name.Wire;
        bool mayPoint = _compression == DnsNameCompression.Full || (_compression == DnsNameCompression.Legacy && !isInServiceData);
        while (rest[0] != 0)
        {
            // Suffixes are matched byte by byte, so a name keeps the case it was written in.
            string suffix = Convert.ToHexString(rest);
            int known = mayPoint ? _suffixes.FindIndex(entry => entry.Suffix == suffix) : -1;
            if (known >= 0)
            {
                WriteUInt16((ushort)(0xC000 | _suffixes[known].Offset));
                return;
            }

            if (_position <= MaximumPointer && _compression != DnsNameCompression.None)
                _suffixes.Add((suffix, _position));
            WriteBytes(rest[..(1 + rest[0])]);
            rest = rest[(1 + rest[0])..];
        }

        WriteBytes([0]);
    }

    private int Begin(DnsSection section)
    {
        if (section < _section)
            throw new InvalidOperationException($"The {section} section comes before {_section}.");
        _section = section;
        return _position;
    }

    private bool End(int start)
    {
        if (!_overflowed)
        {
            _counts[(int)_section]++;
            return true;
        }

        TakeBackTo(start);
        return false;
    }

    private void TakeBackTo(int start)
    {
        _overflowed = false;
        _position = start;
        _suffixes.RemoveAll(entry => entry.Offset >= start);
    }

    private bool Reserve(int length)
    {
        if (_overflowed || _buffer.Length - _position < length)
        {
            _overflowed = true;
            return false;
        }

        _position += length;
        return true;
    }
}
