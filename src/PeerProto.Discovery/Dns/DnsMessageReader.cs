using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Discovery.Dns;

/// <summary>
/// Reads a DNS message. Hostile input costs time and memory in proportion to its length: compression pointers must point before the name they
/// stand in, few are followed for a name, and nothing is reserved from announced counts.
/// </summary>
internal ref struct DnsMessageReader
{
    private const ushort FlagResponse = 0x8000;
    private const ushort FlagTruncated = 0x0200;
    private const ushort MaskCodes = 0x780F;
    private const ushort TopBit = 0x8000;

    private readonly ReadOnlySpan<byte> _message;
    private readonly int _maximumLength;
    private int _position;

    private DnsMessageReader(ReadOnlySpan<byte> message, int maximumLength)
    {
        _message = message;
        _maximumLength = maximumLength;
    }

    /// <summary>Reads a whole message. Bytes after the last record are ignored.</summary>
    public static DnsReadError TryRead(ReadOnlySpan<byte> bytes, out DnsMessage? message, int maximumLength = DnsLimits.MaximumMessageLength)
    {
        var reader = new DnsMessageReader(bytes, maximumLength);
        DnsReadError error = reader.ReadMessage(out DnsMessage read);
        message = error == DnsReadError.None ? read : null;
        return error;
    }

    private DnsReadError ReadMessage(out DnsMessage message)
    {
        message = new DnsMessage();
        if (_message.Length > _maximumLength)
            return DnsReadError.TooLong;
        if (_message.Length < DnsLimits.HeaderLength)
            return DnsReadError.Truncated;

        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(_message[2..]);
        message = new DnsMessage
        {
            Id = BinaryPrimitives.ReadUInt16BigEndian(_message),
            IsResponse = (flags & FlagResponse) != 0,
            IsTruncated = (flags & FlagTruncated) != 0,
            HasStandardCodes = (flags & MaskCodes) == 0,
        };
        int questions = BinaryPrimitives.ReadUInt16BigEndian(_message[4..]);
        int answers = BinaryPrimitives.ReadUInt16BigEndian(_message[6..]);
        int authorities = BinaryPrimitives.ReadUInt16BigEndian(_message[8..]);
        int additionals = BinaryPrimitives.ReadUInt16BigEndian(_message[10..]);
        if (questions + answers + authorities + additionals > Math.Max(DnsLimits.MaximumEntries, _message.Length / DnsLimits.SmallestRecordLength))
            return DnsReadError.TooManyEntries;

        _position = DnsLimits.HeaderLength;
        DnsReadError error = ReadQuestions(questions, message.Questions);
        if (error == DnsReadError.None)
            error = ReadRecords(answers, message.Answers);
        if (error == DnsReadError.None)
            error = ReadRecords(authorities, message.Authorities);
        if (error == DnsReadError.None)
            error = ReadRecords(additionals, message.Additionals);
        return error;
    }

    private DnsReadError ReadQuestions(int count, List<DnsQuestion> into)
    {
        for (int i = 0; i < count; i++)
        {
            DnsReadError error = ReadName(out DnsName? name);
            if (name is null)
                return error;
            if (!TryReadUInt16(out ushort type) || !TryReadUInt16(out ushort @class))
                return DnsReadError.Truncated;
            into.Add(new DnsQuestion(name, (DnsRecordType)type, (@class & TopBit) != 0, (DnsClass)(@class & ~TopBit)));
        }

        return DnsReadError.None;
    }

    private DnsReadError ReadRecords(int count, List<DnsRecord> into)
    {
        for (int i = 0; i < count; i++)
        {
            DnsReadError error = ReadName(out DnsName? name);
            if (name is null)
                return error;
            if (!TryReadUInt16(out ushort type) || !TryReadUInt16(out ushort @class)
                || !TryReadUInt16(out ushort ttlHigh) || !TryReadUInt16(out ushort ttlLow)
                || !TryReadUInt16(out ushort length) || _message.Length - _position < length)
            {
                return DnsReadError.Truncated;
            }

            int end = _position + length;
            error = ReadData((DnsRecordType)type, end, out DnsRecordData? data);
            if (data is null)
                return error;
            if (_position != end)
                return DnsReadError.BadData;

            // In an OPT pseudo-record these fields mean something else (RFC 6891); as numbers they do no harm.
            uint ttl = ((uint)ttlHigh << 16) | ttlLow;
            // The top bit of a lifetime must be read as zero (RFC 2181 section 8).
            into.Add(new DnsRecord(name, (DnsRecordType)type, data, ttl > int.MaxValue ? 0 : ttl, (@class & TopBit) != 0, (DnsClass)(@class & ~TopBit)));
        }

        return DnsReadError.None;
    }

    private DnsReadError ReadData(DnsRecordType type, int end, out DnsRecordData? data)
    {
        data = null;
        switch (type)
        {
            case DnsRecordType.A when end - _position == 4:
            case DnsRecordType.Aaaa when end - _position == 16:
                data = new AddressData(new IPAddress(_message[_position..end]));
                _position = end;
                return DnsReadError.None;

            case DnsRecordType.A or DnsRecordType.Aaaa:
                return DnsReadError.BadData;

            case DnsRecordType.Ptr:
            {
                DnsReadError error = ReadName(out DnsName? target);
                data = target is null ? null : new PointerData(target);
                return error;
            }

            case DnsRecordType.Srv:
            {
                if (end - _position < 7)
                    return DnsReadError.BadData;
                TryReadUInt16(out ushort priority);
                TryReadUInt16(out ushort weight);
                TryReadUInt16(out ushort port);
                DnsReadError error = ReadName(out DnsName? host);
                data = host is null ? null : new ServiceData(priority, weight, port, host);
                return error;
            }

            case DnsRecordType.Nsec:
            {
                // One that cannot be read must not spoil the message around it (RFC 6762 section 6.1), so it stays as it came.
                int start = _position;
                data = ReadName(out DnsName? next) == DnsReadError.None && _position <= end && DenialData.TryReadTypes(_message[_position..end], out var types)
                    ? new DenialData(next!, types)
                    : new OpaqueData(_message[start..end].ToArray());
                _position = end;
                return DnsReadError.None;
            }

            case var _ when NamesInData.Of(type) is { } names:
                return ReadDataWithNames(names, end, out data);

            default:
                data = new OpaqueData(_message[_position..end].ToArray());
                _position = end;
                return DnsReadError.None;
        }
    }

    /// <summary>Names inside the data may be compressed in these types, so they are written out: elsewhere the pointers would mean nothing.</summary>
    private DnsReadError ReadDataWithNames(NamesInData names, int end, out DnsRecordData? data)
    {
        data = null;
        if (end - _position < names.Before + names.After)
            return DnsReadError.BadData;

        var whole = new List<byte>();
        whole.AddRange(_message.Slice(_position, names.Before));
        _position += names.Before;
        for (int i = 0; i < names.Count; i++)
        {
            DnsReadError error = ReadName(out DnsName? name);
            if (name is null)
                return error;
            whole.AddRange(name.Wire);
        }

        if (end - _position != names.After)
            return DnsReadError.BadData;
        whole.AddRange(_message[_position..end]);
        _position = end;
        data = new OpaqueData(whole.ToArray());
        return DnsReadError.None;
    }

    private DnsReadError ReadName(out DnsName? name)
    {
        name = null;
        Span<byte> wire = stackalloc byte[DnsLimits.MaximumNameLength];
        int written = 0;
        int cursor = _position;
        int segmentStart = _position;
        int resume = -1;
        int pointers = 0;
        while (true)
        {
            if (cursor >= _message.Length)
                return DnsReadError.Truncated;

            int length = _message[cursor];
            switch (length >> 6)
            {
                case 0b00:
                    if (cursor + 1 + length > _message.Length)
                        return DnsReadError.Truncated;
                    if (written + 1 + length > wire.Length)
                        return DnsReadError.BadName;
                    _message.Slice(cursor, 1 + length).CopyTo(wire[written..]);
                    written += 1 + length;
                    cursor += 1 + length;
                    if (length != 0)
                        break;
                    _position = resume < 0 ? cursor : resume;
                    name = new DnsName(wire[..written].ToArray());
                    return DnsReadError.None;

                case 0b11:
                    if (cursor + 2 > _message.Length)
                        return DnsReadError.Truncated;
                    int target = BinaryPrimitives.ReadUInt16BigEndian(_message[cursor..]) & 0x3FFF;
                    if (target >= segmentStart || target < DnsLimits.HeaderLength || ++pointers > DnsLimits.MaximumPointers)
                        return DnsReadError.BadName;
                    if (resume < 0)
                        resume = cursor + 2;
                    cursor = segmentStart = target;
                    break;

                default:
                    return DnsReadError.BadName;
            }
        }
    }

    private bool TryReadUInt16(out ushort value)
    {
        if (_message.Length - _position < 2)
        {
            value = 0;
            return false;
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(_message[_position..]);
        _position += 2;
        return true;
    }
}
