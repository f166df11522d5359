using System.Buffers.Binary;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>The first four bytes of a message: its identifier and its flags.</summary>
public sealed class HeaderTests
{
    private const ushort Response = 0x8000;
    private const ushort Authoritative = 0x0400;
    private const ushort Truncated = 0x0200;

    private readonly VirtualNetwork _network = new();

    [Fact]
    [Conforms(
        "6762-18.1-a", "6762-18.1-b", "6762-18.2-a", "6762-18.3-a", "6762-18.4-a", "6762-18.5-a", "6762-18.6-a", "6762-18.7-a", "6762-18.8-a", "6762-18.9-a", "6762-18.10-a",
        "6762-18.11-a", "6762-5.4-b", "6762-5.4-c")]
    public void EveryMulticastMessage_HasNothingButItsKindInTheHeader()
    {
        VirtualHost[] hosts = [.. Enumerable.Range(1, 4).Select(i => _network.AddHost("192.0.2." + i, seed: i))];
        foreach (VirtualHost host in hosts)
        {
            host.Advertise("Board");
            host.Browse();
        }

        _network.RunFor(60);
        hosts[0].Engine.Responder.RemoveService(1);
        hosts[1].Renumber("192.0.2.50");
        _network.RunFor(200);

        Assert.All(_network.Sent, message =>
        {
            Assert.Equal(0, BinaryPrimitives.ReadUInt16BigEndian(message.Bytes));
            ushort flags = BinaryPrimitives.ReadUInt16BigEndian(message.Bytes.AsSpan(2));
            Assert.Equal(message.IsResponse ? Response | Authoritative : 0, message.IsResponse ? flags : flags & ~Truncated);
            Assert.All(message.Message.Questions, question => Assert.False(question.WantsUnicast));
        });
    }

    [Theory]
    [InlineData(0x0400)]
    [InlineData(0x0200)]
    [InlineData(0x0100)]
    [InlineData(0x0080)]
    [InlineData(0x0040)]
    [InlineData(0x0020)]
    [InlineData(0x0010)]
    [InlineData(0x07F0)]
    [Conforms(
        "6762-6-f", "6762-18.1-c", "6762-18.4-b", "6762-18.5-b", "6762-18.6-b", "6762-18.7-a", "6762-18.8-a", "6762-18.9-a", "6762-18.10-a")]
    public void IdentifierQuestionsAndOtherFlagsOfAResponse_MeanNothing(int flags)
    {
        ServiceBrowser browser = _network.AddHost("192.0.2.1").Browse();
        var writer = new DnsMessageWriter(1400);
        writer.TryAdd(new DnsQuestion(DnsName.Parse("other.local"), DnsRecordType.Any));
        Assert.True(writer.TryAddAll(DnsSection.Answer, Asker.Service("Ben")));
        byte[] bytes = writer.ToMessage(0xBEEF, isResponse: true, isTruncated: false);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(Response | flags));

        _network.InjectBytes(bytes, new IPEndPoint(IPAddress.Parse("192.0.2.99"), MdnsNames.Port));
        _network.RunFor(1);

        Assert.Equal(["Ben"], VirtualHost.NamesIn(browser));
    }

    [Theory]
    [InlineData(0x0400)]
    [InlineData(0x0100)]
    [InlineData(0x0080)]
    [InlineData(0x0040)]
    [InlineData(0x0020)]
    [InlineData(0x0010)]
    [Conforms("6762-18.4-b", "6762-18.6-b", "6762-18.7-a", "6762-18.8-a", "6762-18.9-a", "6762-18.10-a")]
    public void OtherFlagsOfAQuery_MeanNothing(int flags) => Assert.Equal(1, AnswersTo((ushort)flags));

    [Fact]
    [Conforms("6762-18.3-b", "6762-18.11-b")]
    public void MessageWithAnotherOperationOrAnErrorCode_IsIgnored()
    {
        for (int code = 1; code < 16; code++)
        {
            Assert.Equal(0, AnswersTo((ushort)(code << 11)));
            Assert.Equal(0, AnswersTo((ushort)code));
            Assert.Equal(MdnsVerdict.NotMulticastDns, VerdictOn((ushort)(Response | code << 11)));
            Assert.Equal(MdnsVerdict.NotMulticastDns, VerdictOn((ushort)(Response | code)));
        }

        Assert.Equal(MdnsVerdict.Accepted, VerdictOn(Response));
    }

    private static int AnswersTo(ushort flags)
    {
        var network = new VirtualNetwork();
        network.AddHost("192.0.2.1").Advertise("Ana");
        network.RunFor(10);
        int before = network.Sent.Count;
        byte[] query = Assert.Single(DnsMessagePacker.Pack(Asker.Query(new DnsQuestion(VirtualNetwork.BoardName.Child("Ana"), DnsRecordType.Srv))));
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(2), flags);
        network.InjectBytes(query, new IPEndPoint(IPAddress.Parse("192.0.2.99"), MdnsNames.Port));
        network.RunFor(2);
        return network.Sent.Count - before;
    }

    private MdnsVerdict VerdictOn(ushort flags)
    {
        byte[] bytes = Assert.Single(DnsMessagePacker.Pack(Asker.Response(Asker.Service("Ben"))));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), flags);
        VirtualHost host = new VirtualNetwork().AddHost("192.0.2.1");
        return host.Engine.HandleDatagram(VirtualHost.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.99"), MdnsNames.Port), isMulticast: true, _network.Now);
    }
}
