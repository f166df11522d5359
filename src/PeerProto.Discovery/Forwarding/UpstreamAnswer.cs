using System.Buffers.Binary;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A message of an upstream that is the answer to a question, and holds together.</summary>
internal sealed class UpstreamAnswer
{
    private const ushort FlagResponse = 0x8000;
    private const ushort FlagTruncated = 0x0200;
    private const ushort MaskOperation = 0x7800;
    private const ushort MaskPassed = 0x04B0; // authoritative, recursion available, authentic data, checking disabled
    private const int CodeMask = 0x0F;

    private readonly ReadOnlyMemory<byte> _message;
    private readonly MessageLayout _layout;
    private readonly ushort _flags;

    private UpstreamAnswer(ReadOnlyMemory<byte> message, MessageLayout layout, ushort flags)
    {
        _message = message;
        _layout = layout;
        _flags = flags;
        Code = (flags & CodeMask) | (IsExtended ? message.Span[layout.OptStart + 5] << 4 : 0);
    }

    /// <summary>The response code, with its upper bits where there is EDNS.</summary>
    public int Code { get; }

    /// <summary>Whether not all of it fitted.</summary>
    public bool IsTruncated => (_flags & FlagTruncated) != 0;

    /// <summary>Whether the upstream uses EDNS.</summary>
    public bool IsExtended => _layout.OptStart != 0;

    /// <summary>Whether it says something about the name, be it that the name does not exist.</summary>
    public bool IsAnswer => Code is (int)DnsCode.NoError or (int)DnsCode.NameError;

    /// <summary>The bits of the header that are the asker's business.</summary>
    public int FlagsToPass => _flags & MaskPassed;

    /// <summary>
    /// Takes a message for the answer to a question: it has the question's number and the question itself, letter case apart (RFC 5452 section 9.1). A server that did not understand a question
    /// need not repeat it.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> message, ClientQuery query, ushort id, out UpstreamAnswer answer)
    {
        answer = null!;
        ReadOnlySpan<byte> bytes = message.Span;
        if (bytes.Length < DnsLimits.HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(bytes) != id)
            return false;
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if ((flags & (FlagResponse | MaskOperation)) != FlagResponse)
            return false;
        // some servers cut in the middle of a record; of such an answer nothing is passed on but that it was cut
        if (!MessageLayout.TryRead(bytes, out MessageLayout layout) && !((flags & FlagTruncated) != 0 && MessageLayout.TryReadQuestion(bytes, out layout)))
            return false;
        if (layout.Questions == 0 ? !IsIncomprehension(flags, layout) : !IsSame(bytes[DnsLimits.HeaderLength..layout.QuestionEnd], query.Question))
            return false;
        answer = new UpstreamAnswer(message, layout, flags);
        return true;
    }

    /// <summary>
    /// The records that are passed on, all but the OPT record and a signature of the message, which are between this upstream and the forwarder (RFC 6891 section 6.1.1). Additional records after it go with it: pointers in them
    /// would no longer fit, and nobody depends on them.
    /// </summary>
    public ReadOnlySpan<byte> Records(out int answers, out int authorities, out int additionals)
    {
        (answers, authorities) = (_layout.Answers, _layout.Authorities);
        if (_layout.Questions == 0)
        {
            additionals = 0; // the question is put before what follows, so that no pointer in there would fit
            return [];
        }

        (additionals, int end) = _layout switch
        {
            { OptStart: > 0 } => (_layout.OptIndex, _layout.OptStart),
            { SignatureStart: > 0 } => (_layout.Additionals - 1, _layout.SignatureStart),
            _ => (_layout.Additionals, _layout.End),
        };
        return _message.Span[_layout.QuestionEnd..end];
    }

    private static bool IsIncomprehension(ushort flags, MessageLayout layout) =>
        (flags & CodeMask) is (int)DnsCode.FormatError or (int)DnsCode.NotImplemented && layout is { Answers: 0, Authorities: 0 };

    // length bytes are below 64 and no letter is; type and class must be the same to the bit
    private static bool IsSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length || !left[^4..].SequenceEqual(right[^4..]))
            return false;
        for (int i = 0; i < left.Length - 4; i++)
        {
            if (ToLower(left[i]) != ToLower(right[i]))
                return false;
        }

        return true;
    }

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
