using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Questions and answers of DNS, written and read by the codec of multicast DNS, which the forwarder does not use.</summary>
internal static class Answers
{
    public const int TruncatedBit = 0x02;
    private const int FlagsByte = 2;
    private const int CodeByte = 3;

    /// <summary>A question as an app puts it.</summary>
    public static byte[] Question(string name, ushort id = 0x1234, int? ednsLength = null, DnsRecordType type = DnsRecordType.A)
    {
        DnsMessageWriter writer = new(DnsLimits.MaximumMessageLength, DnsNameCompression.None);
        Assert.True(DnsName.TryParse(name, out DnsName? parsed));
        writer.TryAdd(new DnsQuestion(parsed, type));
        if (ednsLength is { } length)
            writer.TryAdd(DnsSection.Additional, new DnsRecord(DnsName.Root, DnsRecordType.Opt, new OpaqueData(default), 0, IsUnique: length > 0x7FFF, Class: (DnsClass)(length & 0x7FFF)));
        byte[] message = writer.ToMessage(id, isResponse: false, isTruncated: false);
        message[FlagsByte] |= 0x01;
        return message;
    }

    /// <summary>The answer to a question: an address, as often as is asked for.</summary>
    public static byte[] Of(byte[] question, string address, int count = 1, bool extended = true)
    {
        DnsMessage asked = Read(question);
        DnsMessageWriter writer = new(DnsLimits.MaximumMessageLength);
        writer.TryAdd(asked.Questions[0]);
        for (int i = 0; i < count; i++)
            writer.TryAdd(DnsSection.Answer, new DnsRecord(asked.Questions[0].Name, DnsRecordType.A, new AddressData(IPAddress.Parse(address)), (uint)(60 + i)));
        if (extended && asked.Additionals.Count > 0)
            writer.TryAdd(DnsSection.Additional, new DnsRecord(DnsName.Root, DnsRecordType.Opt, new OpaqueData(default), 0, Class: (DnsClass)1232));
        byte[] message = writer.ToMessage(asked.Id, isResponse: true, isTruncated: false);
        message[FlagsByte] |= 0x01;
        message[CodeByte] |= 0x80;
        return message;
    }

    /// <summary>An answer without records that has this code.</summary>
    public static byte[] WithCode(byte[] question, int code, bool extended = true)
    {
        byte[] answer = Of(question, "0.0.0.0", count: 0, extended);
        answer[CodeByte] |= (byte)code;
        return answer;
    }

    /// <summary>The answer without its records and with the bit that tells it.</summary>
    public static byte[] Cut(byte[] question)
    {
        byte[] answer = WithCode(question, 0);
        answer[FlagsByte] |= TruncatedBit;
        return answer;
    }

    public static DnsMessage Read(ReadOnlySpan<byte> message)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(message, out DnsMessage? read, DnsLimits.MaximumStreamMessageLength));
        return read!;
    }

    public static int CodeOf(byte[] message) => message[CodeByte] & 0x0F;

    /// <summary>The first address of an answer; its code where it has none.</summary>
    public static string Told(byte[] message) => Read(message).Answers is [{ Data: AddressData data }, ..] ? data.Address.ToString() : $"code {CodeOf(message)}";
}
