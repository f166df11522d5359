using System.Buffers.Binary;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A question that somebody put to the forwarder, and the messages that it becomes.</summary>
internal sealed class ClientQuery
{
    /// <summary>The longest message that is taken for a question, in bytes.</summary>
    public const int MaximumLength = 4096;

    /// <summary>The length that datagrams of upstreams are asked to keep to: what passes every path unbroken (RFC 9715).</summary>
    public const int MaximumUpstreamDatagram = 1232;

    private const ushort FlagResponse = 0x8000;
    private const ushort FlagTruncated = 0x0200;
    private const ushort FlagRecursionDesired = 0x0100;
    private const ushort FlagRecursionAvailable = 0x0080;
    private const ushort FlagsPassedOn = 0x0130; // recursion desired, authentic data, checking disabled
    private const ushort MaskOperation = 0x7800;
    private const byte SignaturesWanted = 0x80; // of the third byte where other records have their lifetime
    private const int PaddingOption = 12;
    private const int ExtendedErrorOption = 15;
    private const int OptionHeaderLength = 4;
    private const int PaddingBlock = 128;
    private const int MaximumErrorBytes = 200; // with the longest name it stays within 512 bytes
    private const int ZoneTransfer = 252;
    private const int IncrementalZoneTransfer = 251;

    private readonly byte[] _question;

    private ClientQuery(ushort id, ushort flags, byte[] question, DnsName name, ClientEdns? edns)
    {
        Id = id;
        Flags = flags;
        _question = question;
        Name = name;
        Edns = edns;
    }

    public ushort Id { get; }

    public ushort Flags { get; }

    /// <summary>The name asked about.</summary>
    public DnsName Name { get; }

    /// <summary>What the asker says by EDNS; null where it does not.</summary>
    public ClientEdns? Edns { get; }

    /// <summary>The question as it was put: name, type, class.</summary>
    public ReadOnlySpan<byte> Question => _question;

    /// <summary>Reads a query. Where it is none that can be asked on, <paramref name="refusal"/> is what to answer; empty where nothing is answered.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out ClientQuery query, out byte[] refusal)
    {
        query = null!;
        refusal = [];
        if (message.Length < DnsLimits.HeaderLength)
            return false;
        ushort id = BinaryPrimitives.ReadUInt16BigEndian(message);
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if ((flags & FlagResponse) != 0)
            return false; // an answer to an answer would go round for ever
        if ((flags & MaskOperation) != 0)
            return Refuse(id, flags, DnsCode.NotImplemented, out refusal);
        if (message.Length > MaximumLength || !MessageLayout.TryRead(message, out MessageLayout layout) || layout is not { Questions: 1, Answers: 0, Authorities: 0 } || layout.End != message.Length)
            return Refuse(id, flags, DnsCode.FormatError, out refusal);
        ReadOnlySpan<byte> question = message[DnsLimits.HeaderLength..layout.QuestionEnd];
        int type = BinaryPrimitives.ReadUInt16BigEndian(question[^4..]);
        if (layout.SignatureStart > 0 || type is ZoneTransfer or IncrementalZoneTransfer)
            return Refuse(id, flags, DnsCode.NotImplemented, out refusal); // a signature covers what is changed here, and a transfer has several messages
        if (type == (int)DnsRecordType.Opt)
            return Refuse(id, flags, DnsCode.FormatError, out refusal);
        query = new ClientQuery(id, flags, question.ToArray(), new DnsName(question[..^4].ToArray()), ReadEdns(message, layout));
        if (query.Edns is { Version: > 0 })
        {
            refusal = query.Fail(DnsCode.BadVersion);
            return false;
        }

        return true;
    }

    /// <summary>The question for an upstream.</summary>
    /// <param name="id">The number it goes under.</param>
    /// <param name="extended">Whether it says by EDNS how long answers may be.</param>
    /// <param name="padded">Whether its length tells nothing about the name (RFC 8467 section 4.1).</param>
    public byte[] ForUpstream(ushort id, bool extended = true, bool padded = false)
    {
        int length = DnsLimits.HeaderLength + _question.Length + (extended ? MessageLayout.OptLength : 0);
        int padding = padded && extended ? (PaddingBlock - ((length + OptionHeaderLength) % PaddingBlock)) % PaddingBlock : -1;
        byte[] message = new byte[length + (padding < 0 ? 0 : OptionHeaderLength + padding)];
        WriteHeader(message, id, (ushort)(Flags & FlagsPassedOn), additionals: extended ? 1 : 0);
        if (extended)
        {
            Span<byte> opt = message.AsSpan(DnsLimits.HeaderLength + _question.Length);
            WriteOpt(opt, MaximumUpstreamDatagram, extendedCode: 0, Edns is { WantsSignatures: true }, optionsLength: message.Length - length);
            if (padding >= 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(opt[MessageLayout.OptLength..], PaddingOption);
                BinaryPrimitives.WriteUInt16BigEndian(opt[(MessageLayout.OptLength + 2)..], (ushort)padding);
            }
        }

        return message;
    }

    /// <summary>An answer that the forwarder gives by itself.</summary>
    /// <param name="code">What it says.</param>
    /// <param name="cause">Why, for people, and its number among the extended errors (RFC 8914); only told to those who use EDNS.</param>
    public byte[] Fail(DnsCode code, (ushort Number, string Text)? cause = null)
    {
        byte[] text = Edns is not null && cause is { } told ? ErrorOption(told.Number, told.Text) : [];
        byte[] message = new byte[DnsLimits.HeaderLength + _question.Length + (Edns is null ? 0 : MessageLayout.OptLength + text.Length)];
        WriteHeader(message, Id, ResponseFlags((int)code & 0x0F), additionals: Edns is null ? 0 : 1);
        if (Edns is not null)
        {
            Span<byte> opt = message.AsSpan(DnsLimits.HeaderLength + _question.Length);
            WriteOpt(opt, MaximumUpstreamDatagram, (byte)((int)code >> 4), Edns.Value.WantsSignatures, text.Length);
            text.CopyTo(opt[MessageLayout.OptLength..]);
        }

        return message;
    }

    /// <summary>An upstream's answer as the asker gets it: under its number, with the question as it put it, and cut where it would be too long.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="maximumLength">How long it may be.</param>
    public byte[] Pass(UpstreamAnswer answer, int maximumLength)
    {
        if (answer.Code > 0x0F && Edns is null)
            return Fail(DnsCode.ServerFailure); // without EDNS that code cannot be told
        ReadOnlySpan<byte> records = answer.Records(out int answers, out int authorities, out int additionals);
        int optLength = Edns is null ? 0 : MessageLayout.OptLength;
        int length = DnsLimits.HeaderLength + _question.Length + records.Length + optLength;
        bool isCut = length > maximumLength;
        if (isCut)
        {
            records = [];
            (answers, authorities, additionals) = (0, 0, 0);
            length = DnsLimits.HeaderLength + _question.Length + optLength;
        }

        byte[] message = new byte[length];
        ushort flags = (ushort)(answer.FlagsToPass | (Flags & FlagRecursionDesired) | FlagResponse | (isCut || answer.IsTruncated ? FlagTruncated : 0) | (answer.Code & 0x0F));
        WriteHeader(message, Id, flags, answers, authorities, additionals + (Edns is null ? 0 : 1));
        records.CopyTo(message.AsSpan(DnsLimits.HeaderLength + _question.Length));
        if (Edns is { } edns)
            WriteOpt(message.AsSpan(message.Length - optLength), MaximumUpstreamDatagram, (byte)(answer.Code >> 4), edns.WantsSignatures, optionsLength: 0);
        return message;
    }

    private static bool Refuse(ushort id, ushort flags, DnsCode code, out byte[] refusal)
    {
        refusal = new byte[DnsLimits.HeaderLength];
        BinaryPrimitives.WriteUInt16BigEndian(refusal, id);
        BinaryPrimitives.WriteUInt16BigEndian(refusal.AsSpan(2), (ushort)(FlagResponse | (flags & (MaskOperation | FlagRecursionDesired)) | (int)code));
        return false;
    }

    private static ClientEdns? ReadEdns(ReadOnlySpan<byte> message, MessageLayout layout)
    {
        if (layout.OptStart == 0)
            return null;
        ReadOnlySpan<byte> opt = message[layout.OptStart..];
        return new ClientEdns(BinaryPrimitives.ReadUInt16BigEndian(opt[3..]), opt[6], (opt[7] & SignaturesWanted) != 0);
    }

    private static byte[] ErrorOption(ushort number, string text)
    {
        ReadOnlySpan<byte> told = System.Text.Encoding.UTF8.GetBytes(text);
        int length = Math.Min(told.Length, MaximumErrorBytes);
        while (length < told.Length && (told[length] & 0xC0) == 0x80)
            length--; // not in the middle of a character
        told = told[..length];
        byte[] option = new byte[OptionHeaderLength + sizeof(ushort) + told.Length];
        BinaryPrimitives.WriteUInt16BigEndian(option, ExtendedErrorOption);
        BinaryPrimitives.WriteUInt16BigEndian(option.AsSpan(2), (ushort)(sizeof(ushort) + told.Length));
        BinaryPrimitives.WriteUInt16BigEndian(option.AsSpan(OptionHeaderLength), number);
        told.CopyTo(option.AsSpan(OptionHeaderLength + sizeof(ushort)));
        return option;
    }

    private ushort ResponseFlags(int code) => (ushort)(FlagResponse | FlagRecursionAvailable | (Flags & FlagRecursionDesired) | code);

    private void WriteHeader(Span<byte> message, ushort id, ushort flags, int answers = 0, int authorities = 0, int additionals = 0)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], flags);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)answers);
        BinaryPrimitives.WriteUInt16BigEndian(message[8..], (ushort)authorities);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], (ushort)additionals);
        _question.CopyTo(message[DnsLimits.HeaderLength..]);
    }

    // RFC 6891 section 6.1.2: root, type, length taken, upper bits of the code, version, flags, length of the options
    private static void WriteOpt(Span<byte> opt, ushort maximumLength, byte extendedCode, bool wantsSignatures, int optionsLength)
    {
        opt[..MessageLayout.OptLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)DnsRecordType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], maximumLength);
        opt[5] = extendedCode;
        opt[7] = wantsSignatures ? SignaturesWanted : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(opt[9..], (ushort)optionsLength);
    }
}
