using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Tests.Conformance;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsMessageWriterTests
{
    private static readonly DnsName Type = DnsName.Parse("_whiteboard._tcp.local");
    private static readonly DnsName Board = Type.Child("Kitchen board");

    [Fact]
    public void Query_IsWrittenAsAvahiWritesIt()
    {
        var message = new DnsMessage();
        message.Questions.Add(new DnsQuestion(DnsName.Parse("_ipp._tcp.local"), DnsRecordType.Ptr));

        Assert.Equal(AvahiPackets.Query, Assert.Single(DnsMessagePacker.Pack(message)));
    }

    [Fact]
    public void AvahiProbe_ReadAndWrittenAgain_IsTheSameBytes()
    {
        DnsMessageReader.TryRead(AvahiPackets.Probe, out DnsMessage? message);
        Assert.Equal(AvahiPackets.Probe, Assert.Single(DnsMessagePacker.Pack(message!)));
    }

    [Fact]
    [Conforms("6762-18.14-a")]
    public void AvahiAnnouncement_ReadAndWrittenAgain_IsTheSameBytes()
    {
        DnsMessageReader.TryRead(AvahiPackets.Announcement, out DnsMessage? message);
        Assert.Equal(AvahiPackets.Announcement, Assert.Single(DnsMessagePacker.Pack(message!)));
    }

    [Fact]
    [Conforms("6762-6.1-b", "6762-18.14-a")]
    public void NsecRecord_IsWrittenAsTheSpecificationShows()
    {
        DnsName host = DnsName.Parse("h");
        var writer = new DnsMessageWriter(512);
        Assert.True(writer.TryAdd(DnsSection.Answer, new DnsRecord(host, DnsRecordType.Nsec, new DenialData(host, [DnsRecordType.A, DnsRecordType.Aaaa]), 120, IsUnique: true)));

        Assert.Equal([1, (byte)'h', 0, 0, 47, 0x80, 1, 0, 0, 0, 120, 0, 8, 0xC0, 12, 0, 4, 0x40, 0, 0, 0x08], writer.WrittenAfterHeader.ToArray());
    }

    [Fact]
    [Conforms("6762-18.14-d")]
    public void LegacyAnswer_KeepsTheHostOfAServiceWhole()
    {
        var writer = new DnsMessageWriter(512, DnsNameCompression.Legacy);
        writer.TryAdd(DnsSection.Answer, new DnsRecord(Board, DnsRecordType.Srv, new ServiceData(0, 0, 1, DnsName.Parse("h.local")), 10));

        Assert.True(writer.WrittenAfterHeader.EndsWith("\u0001h\u0005local\u0000"u8));
    }

    [Fact]
    public void RecordThatDoesNotFit_LeavesNoTrace()
    {
        var writer = new DnsMessageWriter(60);
        Assert.True(writer.TryAdd(new DnsQuestion(Type, DnsRecordType.Ptr)));
        int length = writer.WrittenAfterHeader.Length;

        Assert.False(writer.TryAdd(DnsSection.Answer, new DnsRecord(Board, DnsRecordType.Txt, new OpaqueData(new byte[100]), 1)));
        Assert.Equal(length, writer.WrittenAfterHeader.Length);
        Assert.True(writer.TryAdd(DnsSection.Answer, new DnsRecord(DnsName.Parse("local"), DnsRecordType.A, new AddressData(IPAddress.Loopback), 1)));
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(writer.ToMessage(0, false, false), out DnsMessage? message));
        Assert.Single(message!.Answers);
    }

    [Fact]
    public void SectionsOutOfOrder_AreAMistakeOfTheCaller()
    {
        var writer = new DnsMessageWriter(512);
        writer.TryAdd(DnsSection.Answer, new DnsRecord(Type, DnsRecordType.A, new AddressData(IPAddress.Loopback), 1));
        Assert.Throws<InvalidOperationException>(() => writer.TryAdd(new DnsQuestion(Type, DnsRecordType.Ptr)));
    }

    [Fact]
    public void KnownAnswersThatDoNotFit_FollowInFurtherMessages()
    {
        var query = new DnsMessage();
        query.Questions.Add(new DnsQuestion(Type, DnsRecordType.Ptr));
        for (int i = 0; i < 200; i++)
            query.Answers.Add(new DnsRecord(Type, DnsRecordType.Ptr, new PointerData(Type.Child("Board number " + i)), 4500));

        DnsMessage[] messages = [.. DnsMessagePacker.Pack(query).Select(Read)];

        Assert.True(messages.Length > 2);
        Assert.Single(messages[0].Questions);
        Assert.All(messages[1..], message => Assert.Empty(message.Questions));
        Assert.All(messages[..^1], message => Assert.True(message.IsTruncated));
        Assert.False(messages[^1].IsTruncated);
        Assert.Equal(query.Answers, messages.SelectMany(message => message.Answers));
    }

    [Fact]
    public void RecordLargerThanAPacket_IsSentAlone()
    {
        var response = new DnsMessage { IsResponse = true };
        response.Answers.Add(new DnsRecord(Board, DnsRecordType.Txt, new OpaqueData(new byte[4000]), 1));
        response.Answers.Add(new DnsRecord(Type, DnsRecordType.Ptr, new PointerData(Board), 1));
        response.Answers.Add(new DnsRecord(Board, DnsRecordType.Txt, new OpaqueData(new byte[20_000]), 1));

        byte[][] datagrams = [.. DnsMessagePacker.Pack(response)];

        Assert.All(datagrams, datagram => Assert.True(datagram.Length <= DnsLimits.MaximumMessageLength));
        Assert.Equal(response.Answers[..2], datagrams.SelectMany(datagram => Read(datagram).Answers));
    }

    private static DnsMessage Read(byte[] bytes)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(bytes, out DnsMessage? message));
        return message!;
    }
}
