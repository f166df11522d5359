using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsMessagePackerTests
{
    private static readonly DnsName Host = DnsName.Parse("h.local");

    [Fact]
    [Conforms("6762-17-a", "6762-17-b")]
    public void RecordsLongerThanAPacket_GoAlone()
    {
        var message = new DnsMessage { IsResponse = true };
        message.Answers.AddRange([Text(100), Text(3000), Text(101), Text(4000), Text(102)]);
        byte[][] packed = [.. DnsMessagePacker.Pack(message)];

        Assert.Equal(new int[][] { [100], [3000], [101], [4000], [102] }, packed.Select(bytes => Read(bytes).Answers.Select(record => record.Data.Size).ToArray()));
        Assert.All(packed.Where(bytes => bytes.Length > DnsLimits.PreferredMessageLength), bytes => Assert.Single(Read(bytes).Answers));
    }

    [Theory]
    [InlineData(8952, 1)]
    [InlineData(8953, 0)]
    [Conforms("6762-17-c")]
    public void MessageWithItsIPv6AndUdpHeaders_TakesAtMost9000Bytes(int length, int messages)
    {
        // Header, name, fixed part: 12, 9 and 10 bytes.
        var message = new DnsMessage { IsResponse = true };
        message.Answers.Add(Text(length - 31));
        byte[][] packed = [.. DnsMessagePacker.Pack(message)];

        Assert.Equal(messages, packed.Length);
        Assert.All(packed, bytes => Assert.Equal(length, bytes.Length));
    }

    [Fact]
    [Conforms("6762-18.5-c", "6762-18.1-d")]
    public void AnswersOfAPlainResolverThatDoNotFit_AreSaidToBeMissing()
    {
        var message = new DnsMessage { Id = 7, IsResponse = true };
        message.Answers.AddRange([Text(1000), Text(1001)]);

        DnsMessage whole = Read(Assert.Single(DnsMessagePacker.Pack(message, DnsNameCompression.Legacy)));

        Assert.True(whole.IsTruncated);
        Assert.Equal(7, whole.Id);
        Assert.Equal([1000], whole.Answers.Select(record => record.Data.Size));
    }

    [Fact]
    [Conforms("6762-10.2-c")]
    public void AdditionalRecordsOfOneSet_GoTogetherOrNotAtAll()
    {
        var message = new DnsMessage { IsResponse = true };
        message.Answers.Add(Text(1300));
        message.Additionals.AddRange(Enumerable.Range(0, 20).Select(i => Address(i)));
        message.Additionals.Add(new DnsRecord(Host, DnsRecordType.Srv, new ServiceData(0, 0, 1, Host), 120, IsUnique: true));

        DnsMessage read = Read(Assert.Single(DnsMessagePacker.Pack(message)));

        Assert.Equal([DnsRecordType.Srv], read.Additionals.Select(record => record.Type));
    }

    [Fact]
    [Conforms("6762-8.2-a", "6762-17-b")]
    public void ProbeForManyNames_IsDividedByNames()
    {
        var message = new DnsMessage();
        for (int i = 0; i < 40; i++)
        {
            DnsName name = MdnsNames.Local.Child("Board " + i);
            message.Questions.Add(new DnsQuestion(name, DnsRecordType.Any));
            message.Authorities.AddRange([Text(100) with { Name = name }, new DnsRecord(name, DnsRecordType.Srv, new ServiceData(0, 0, 1, Host), 120)]);
        }

        DnsMessage[] probes = [.. DnsMessagePacker.Pack(message).Select(bytes =>
        {
            Assert.InRange(bytes.Length, 0, DnsLimits.PreferredMessageLength);
            return Read(bytes);
        })];

        Assert.InRange(probes.Length, 4, 6);
        Assert.Equal(message.Questions, probes.SelectMany(probe => probe.Questions));
        Assert.All(probes, probe =>
        {
            Assert.False(probe.IsTruncated);
            Assert.All(probe.Questions, question => Assert.Equal(2, probe.Authorities.Count(record => record.Name.Equals(question.Name))));
        });
    }

    [Fact]
    [Conforms("6762-17-b", "6763-6.2-a")]
    public void ProbeForTheLongestNameWithTheFullestTxtRecord_FitsAPacket()
    {
        TxtRecord txt = TxtRecord.Empty;
        for (int i = 0; TxtRecord.MaximumEncodedLength - txt.EncodedLength > 3; i++)
            txt = txt.With(((char)('a' + i)).ToString(), new byte[Math.Min(253, TxtRecord.MaximumEncodedLength - (txt.Count == 0 ? 0 : txt.EncodedLength) - 3)]);
        Assert.InRange(txt.EncodedLength, TxtRecord.MaximumEncodedLength - 3, TxtRecord.MaximumEncodedLength);
        var engine = new MdnsEngine(new MdnsLimits(1, 1, 1), new Random(1));
        engine.Responder.AddService(1, new ServiceAdvertisement(new string('n', 63), ServiceType.Parse("_fifteen-letters._tcp"), 1, txt), TimeSpan.Zero);
        engine.SetLinks([new MdnsLinkState(VirtualHost.Link, [new InterfaceAddress(IPAddress.Parse("192.0.2.1"), 24)])], TimeSpan.Zero);
        engine.HandleTimeout(TimeSpan.FromSeconds(1));

        int probes = 0;
        for (; engine.TryGetDatagram(out MdnsDatagram datagram); probes++)
            Assert.InRange(datagram.Bytes.Length, 0, DnsLimits.PreferredMessageLength);
        Assert.Equal(2, probes);
    }

    private static DnsRecord Text(int length) => new(Host, DnsRecordType.Txt, new OpaqueData(new byte[length]), 4500, IsUnique: true);

    private static DnsRecord Address(int last) => new(Host, DnsRecordType.A, new AddressData(new IPAddress([192, 0, 2, (byte)last])), 120, IsUnique: true);

    private static DnsMessage Read(byte[] bytes)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(bytes, out DnsMessage? message));
        return message!;
    }
}
