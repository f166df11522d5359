using System.Buffers.Binary;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// Where the parts of a message lie. The forwarder passes records on as they came (RFC 3597, RFC 5625), so it needs their bounds and not what they say. Read in time proportional to the
/// length, and without memory: names must hold together, and all that is announced must be there.
/// </summary>
/// <param name="Questions">How many questions there are, 0 or 1.</param>
/// <param name="QuestionEnd">Where the records begin.</param>
/// <param name="Answers">How many answers there are.</param>
/// <param name="Authorities">How many authority records there are.</param>
/// <param name="Additionals">How many additional records there are.</param>
/// <param name="End">Where the last record ends.</param>
/// <param name="OptStart">Where the OPT record begins; 0 where there is none.</param>
/// <param name="OptIndex">How many additional records stand before the OPT record.</param>
/// <param name="SignatureStart">Where the transaction signature begins that ends the message (RFC 8945, RFC 2931); 0 where there is none.</param>
internal readonly record struct MessageLayout(int Questions, int QuestionEnd, int Answers, int Authorities, int Additionals, int End, int OptStart, int OptIndex, int SignatureStart)
{
    /// <summary>Bytes of an OPT record without options: the root as its name, type, length, flags, and the length of the options.</summary>
    public const int OptLength = 11;

    private const int TransactionSignature = 250;
    private const int Signature = 24;
    private const int FixedRecordLength = 10;
    private const int TypeAndClassLength = 4;

    /// <summary>Looks at a message. False where it is none, or has several questions or several OPT records.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out MessageLayout layout)
    {
        layout = default;
        if (message.Length < DnsLimits.HeaderLength)
            return false;
        int questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        int answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        int authorities = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        int additionals = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        int position = DnsLimits.HeaderLength;
        if (questions > 1 || (questions == 1 && (!TrySkipName(message, ref position) || (position += TypeAndClassLength) > message.Length)))
            return false;

        int questionEnd = position;
        int optStart = 0;
        int optIndex = 0;
        int signatureStart = 0;
        for (int record = 0; record < answers + authorities + additionals; record++)
        {
            int start = position;
            if (!TrySkipName(message, ref position) || message.Length - position < FixedRecordLength)
                return false;
            int type = BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(message[(position + FixedRecordLength - sizeof(ushort))..]);
            position += FixedRecordLength;
            if (message.Length - position < length)
                return false;
            position += length;
            bool isAdditional = record >= answers + authorities;
            if (type == (int)DnsRecordType.Opt)
            {
                if (!isAdditional || optStart != 0 || message[start] != 0)
                    return false;
                (optStart, optIndex) = (start, record - answers - authorities);
            }

            if (isAdditional && type is TransactionSignature or Signature && record == answers + authorities + additionals - 1)
                signatureStart = start;
        }

        layout = new MessageLayout(questions, questionEnd, answers, authorities, additionals, position, optStart, optIndex, signatureStart);
        return true;
    }

    /// <summary>Looks at the start of a message, as if it ended after its one question.</summary>
    public static bool TryReadQuestion(ReadOnlySpan<byte> message, out MessageLayout layout)
    {
        layout = default;
        int position = DnsLimits.HeaderLength;
        if (message.Length < position || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1 || !TrySkipName(message, ref position) || (position += TypeAndClassLength) > message.Length)
            return false;
        layout = new MessageLayout(1, position, 0, 0, 0, position, 0, 0, 0);
        return true;
    }

    /// <summary>Lowers the lifetimes of all records of a message that holds together, down to zero.</summary>
    public static void LowerLifetimes(Span<byte> message, uint seconds)
    {
        const int LifetimeStart = 4;
        int questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        int records = BinaryPrimitives.ReadUInt16BigEndian(message[6..]) + BinaryPrimitives.ReadUInt16BigEndian(message[8..]) + BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        int position = DnsLimits.HeaderLength;
        if (questions == 1 && TrySkipName(message, ref position))
            position += TypeAndClassLength;
        for (; records > 0 && TrySkipName(message, ref position) && message.Length - position >= FixedRecordLength; records--)
        {
            Span<byte> record = message[position..];
            if (BinaryPrimitives.ReadUInt16BigEndian(record) != (int)DnsRecordType.Opt)
            {
                uint lifetime = BinaryPrimitives.ReadUInt32BigEndian(record[LifetimeStart..]);
                BinaryPrimitives.WriteUInt32BigEndian(record[LifetimeStart..], lifetime - Math.Min(lifetime, seconds));
            }

            position += FixedRecordLength + BinaryPrimitives.ReadUInt16BigEndian(record[(FixedRecordLength - sizeof(ushort))..]);
            if (position > message.Length)
                return; // an answer that was cut inside a record
        }
    }

    /// <summary>Steps over a name, and follows its pointers: each must point before the part it ends, and all labels together must be a name.</summary>
    private static bool TrySkipName(ReadOnlySpan<byte> message, ref int position)
    {
        int cursor = position;
        int partStart = position;
        int end = -1;
        int length = 0;
        int pointers = 0;
        while (cursor < message.Length)
        {
            int label = message[cursor];
            switch (label >> 6)
            {
                case 0b00:
                    length += 1 + label;
                    cursor += 1 + label;
                    if (length > DnsRoutes.MaximumNameLength || cursor > message.Length)
                        return false;
                    if (label != 0)
                        break;
                    position = end < 0 ? cursor : end;
                    return true;

                case 0b11:
                    if (cursor + 2 > message.Length)
                        return false;
                    int target = BinaryPrimitives.ReadUInt16BigEndian(message[cursor..]) & 0x3FFF;
                    if (target >= partStart || target < DnsLimits.HeaderLength || ++pointers > DnsLimits.MaximumPointers)
                        return false;
                    if (end < 0)
                        end = cursor + 2;
                    cursor = partStart = target;
                    break;

                default:
                    return false;
            }
        }

        return false;
    }
}
