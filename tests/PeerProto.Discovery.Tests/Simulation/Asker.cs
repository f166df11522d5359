using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>Somebody on the virtual network who sends messages made by hand and sees what is sent upon them.</summary>
internal sealed class Asker(VirtualNetwork network, string address = "192.0.2.99", int port = MdnsNames.Port)
{
    public IPEndPoint Source { get; } = new(IPAddress.Parse(address), port);

    /// <summary>Asks in one query and takes all that is sent in the two seconds after.</summary>
    public List<SentMessage> Ask(params DnsQuestion[] questions) => Send(Query(questions));

    /// <summary>Sends a message and takes all that is sent in the time after.</summary>
    public List<SentMessage> Send(DnsMessage message, bool isMulticast = true, double seconds = 2)
    {
        int before = network.Sent.Count;
        network.Inject(message, Source, isMulticast);
        network.RunFor(seconds);
        return [.. network.Sent.Skip(before)];
    }

    /// <summary>Sends a query that says that more known answers follow. The packer sets the bit only when it splits, so it is set by hand.</summary>
    public void SendTruncated(DnsMessage query)
    {
        byte[] bytes = Assert.Single(DnsMessagePacker.Pack(query));
        bytes[2] |= 0x02;
        network.InjectBytes(bytes, Source);
    }

    public static DnsMessage Query(params DnsQuestion[] questions) => Query(questions, []);

    public static DnsMessage Query(DnsQuestion[] questions, DnsRecord[] known)
    {
        var query = new DnsMessage();
        query.Questions.AddRange(questions);
        query.Answers.AddRange(known);
        return query;
    }

    public static DnsMessage Response(params DnsRecord[] answers)
    {
        var response = new DnsMessage { IsResponse = true };
        response.Answers.AddRange(answers);
        return response;
    }

    /// <summary>All records of a service of another host.</summary>
    public static DnsRecord[] Service(string name, string address = "192.0.2.99", uint ttl = 120, uint longTtl = 4500)
    {
        DnsName instance = VirtualNetwork.BoardName.Child(name);
        DnsName host = MdnsNames.Local.Child(name);
        return
        [
            new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(instance), longTtl),
            new DnsRecord(instance, DnsRecordType.Srv, new ServiceData(0, 0, 1, host), ttl, IsUnique: true),
            new DnsRecord(instance, DnsRecordType.Txt, new OpaqueData(new byte[1]), longTtl, IsUnique: true),
            new DnsRecord(host, DnsRecordType.A, new AddressData(IPAddress.Parse(address)), ttl, IsUnique: true),
        ];
    }
}
