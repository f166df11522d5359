using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>An engine with several links, to networks of their own or to one.</summary>
public sealed class SeveralLinksTests
{
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);

    [Fact]
    public void FloodOnOneLink_LeavesTheServicesOfAnotherListed()
    {
        var engine = new MdnsEngine(new MdnsLimits(1000, 100_000, 4), new Random(1));
        MdnsLinkState[] links = [Link(2, "192.0.2.1"), Link(3, "198.51.100.1")];
        engine.SetLinks(links, TimeSpan.Zero);
        ServiceBrowser browser = engine.CreateServiceBrowser(VirtualNetwork.Board);
        engine.AddBrowser(1, browser, TimeSpan.Zero);
        Hear(engine, links[1], EngineTests.Offer("Known", "198.51.100.9"), TimeSpan.Zero);
        DiscoveredService known = Assert.Single(browser.Services.Values);

        for (int i = 0; i < 20; i++)
            Hear(engine, links[0], EngineTests.Offer("Flood " + i, "192.0.2.99"), TimeSpan.Zero);

        Assert.Equal(4, browser.Services.Count);
        Assert.Same(known, browser.Services.GetValueOrDefault(VirtualNetwork.BoardName.Child("Known")));
    }

    [Fact]
    [Conforms("6762-6.2-b", "6762-14-b")]
    public void AnswersOnALink_HoldAddressesOfThatInterfaceOnly()
    {
        var engine = new MdnsEngine(new MdnsLimits(100, 10_000, 100), new Random(1));
        engine.SetLinks([Link(2, "192.0.2.1", "fe80::1%2"), Link(3, "198.51.100.1", "fe80::2%3")], TimeSpan.Zero);
        engine.Responder.AddService(1, new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1), TimeSpan.Zero);
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromSeconds(5); now += TimeSpan.FromMilliseconds(10))
            engine.HandleTimeout(now);

        var addresses = new HashSet<(int, string)>();
        while (engine.TryGetDatagram(out MdnsDatagram datagram))
        {
            Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(datagram.Bytes, out DnsMessage? message));
            foreach (DnsRecord record in message!.Answers.Concat(message.Authorities).Concat(message.Additionals))
            {
                if (record.Data is AddressData address)
                    addresses.Add((datagram.Link.InterfaceIndex, address.Address.ToString()));
            }
        }

        Assert.Equal([(2, "192.0.2.1"), (2, "fe80::1"), (3, "198.51.100.1"), (3, "fe80::2")], addresses.Order());
    }

    [Fact]
    [Conforms("6762-9-c")]
    public void TwoInterfacesOnOneNetwork_AreNoConflict()
    {
        var engine = new MdnsEngine(new MdnsLimits(100, 10_000, 100), new Random(1));
        MdnsLinkState[] links = [Link(2, "192.0.2.1"), Link(3, "192.0.2.2")];
        engine.SetLinks(links, TimeSpan.Zero);
        engine.Responder.AddService(1, new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1), TimeSpan.Zero);
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromSeconds(5); now += TimeSpan.FromMilliseconds(1))
        {
            engine.HandleTimeout(now);
            while (engine.TryGetDatagram(out MdnsDatagram datagram))
            {
                IPAddress source = links.Single(link => link.Link == datagram.Link).Addresses[0].Address;
                foreach (MdnsLinkState link in links)
                    engine.HandleDatagram(link.Link, datagram.Bytes, new IPEndPoint(source, MdnsNames.Port), isMulticast: true, now);
            }
        }

        Assert.Equal("Ana", engine.Responder.InstanceNameOf(1));
        Assert.Equal(0, engine.Responder.Conflicts);
        Assert.True(engine.Responder.IsClaimed(1));
    }

    [Fact]
    [Conforms("6762-8.4-b", "6762-14-a")]
    public void NameLostOnOneLink_IsTakenBackOnTheOthers()
    {
        MdnsLinkState[] links = [Link(2, "192.0.2.1"), Link(3, "198.51.100.1")];
        MdnsEngine engine = Established(links);
        DnsMessage conflict = EngineTests.Offer("Ana", "192.0.2.99");

        Hear(engine, links[0], conflict, TimeSpan.FromSeconds(5));
        Run(engine, 5, 5.1);
        Hear(engine, links[0], conflict, TimeSpan.FromSeconds(5.1));
        Assert.Equal("Ana (2)", engine.Responder.InstanceNameOf(1));
        (MdnsLink Link, DnsRecord Record)[] goodbyes = [.. Run(engine, 5.1, 5.2).Where(sent => sent.Record.TimeToLive == 0)];

        Assert.All(goodbyes, sent => Assert.Equal(links[1].Link, sent.Link));
        // With the cache-flush bit, the goodbye would take the records of the name's new owner along where networks are bridged.
        Assert.All(goodbyes, sent => Assert.False(sent.Record.IsUnique));
        DnsName instance = VirtualNetwork.BoardName.Child("Ana");
        Assert.Equal(
            [(VirtualNetwork.BoardName, DnsRecordType.Ptr), (instance, DnsRecordType.Srv), (instance, DnsRecordType.Txt)],
            goodbyes.Select(sent => (sent.Record.Name, sent.Record.Type)));
        Assert.Equal(new PointerData(instance), goodbyes[0].Record.Data);
    }

    [Fact]
    [Conforms("6762-8.4-b")]
    public void NewName_IsToldAfterTheGoodbyeToTheOldOne()
    {
        MdnsLinkState[] links = [Link(2, "192.0.2.1"), Link(3, "198.51.100.1")];
        MdnsEngine engine = Established(links);
        DnsMessage conflict = EngineTests.Offer("Ana", "192.0.2.99");
        Hear(engine, links[0], conflict, TimeSpan.FromSeconds(5));
        Run(engine, 5, 5.1);
        Hear(engine, links[0], conflict, TimeSpan.FromSeconds(5.1));

        DnsMessage[] sent = [.. Messages(engine, 5.1, 8).Where(sent => sent.Link == links[1].Link).Select(sent => sent.Message)];

        Assert.Equal([new PointerData(VirtualNetwork.BoardName.Child("Ana"))], sent[0].Answers.Where(record => record is { Type: DnsRecordType.Ptr, TimeToLive: 0 }).Select(record => record.Data));
        DnsName renamed = VirtualNetwork.BoardName.Child("Ana (2)");
        Assert.Contains(sent[1..], message => message.Answers.Exists(record => record.Data.Equals(new PointerData(renamed))));
        Assert.All(sent[1..], message => Assert.DoesNotContain(message.Answers, record => record.TimeToLive == 0));
    }

    [Fact]
    [Conforms("6762-14-a")]
    public void NameProbedForOnAnyLink_IsDefendedThereAtOnce()
    {
        MdnsLinkState[] links = [Link(2, "192.0.2.1"), Link(3, "198.51.100.1")];
        MdnsEngine engine = Established(links);
        DnsName instance = VirtualNetwork.BoardName.Child("Ana");
        DnsMessage probe = Asker.Query(new DnsQuestion(instance, DnsRecordType.Any));
        probe.Authorities.Add(new DnsRecord(instance, DnsRecordType.Srv, new ServiceData(0, 0, 9, DnsName.Parse("x.local")), 120));
        double now = 5;
        foreach (MdnsLinkState link in links)
        {
            Hear(engine, link, probe, TimeSpan.FromSeconds(now));
            (MdnsLink Link, DnsRecord Record)[] told = [.. Run(engine, now, now + 0.01)];

            Assert.Contains(told, sent => sent.Record.Data.Equals(new ServiceData(0, 0, 1, engine.Responder.HostName)));
            Assert.All(told, sent => Assert.Equal((link.Link, instance), (sent.Link, sent.Record.Name)));
            now += 2;
        }

        Assert.Equal("Ana", engine.Responder.InstanceNameOf(1));
    }

    [Fact]
    [Conforms("6762-14-c")]
    public void OwnLinksThatLeadToOneNetwork_DoNotFlushEachOthersAddresses()
    {
        var engine = new MdnsEngine(new MdnsLimits(100, 10_000, 100), new Random(1));
        MdnsLinkState first = Link(2, "192.0.2.1");
        MdnsLinkState second = Link(3, "192.0.2.2");
        engine.SetLinks([first, second], TimeSpan.Zero);
        engine.Responder.AddService(1, new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1), TimeSpan.Zero);
        Run(engine, 0, 5);
        DnsRecord ours = new(engine.Responder.HostName, DnsRecordType.A, new AddressData(IPAddress.Parse("192.0.2.1")), 120, IsUnique: true);
        byte[] bytes = Assert.Single(DnsMessagePacker.Pack(Asker.Response(ours)));

        engine.HandleDatagram(second.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5353), isMulticast: true, TimeSpan.FromSeconds(5));
        (MdnsLink Link, DnsRecord Record) told = Assert.Single(Run(engine, 5, 5.2));
        Assert.Equal((second.Link, new AddressData(IPAddress.Parse("192.0.2.2"))), (told.Link, told.Record.Data));

        // What was told within the last second is safe from being flushed.
        engine.HandleDatagram(second.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5353), isMulticast: true, TimeSpan.FromSeconds(5.3));
        Assert.Empty(Run(engine, 5.3, 8));
    }

    [Fact]
    [Conforms("6762-9-c", "6762-14-c")]
    public void OwnWordsThatComeInLateThroughAnotherLink_AreNoConflict()
    {
        var engine = new MdnsEngine(new MdnsLimits(100, 10_000, 100), new Random(1));
        MdnsLinkState first = Link(2, "192.0.2.1");
        MdnsLinkState second = Link(3, "192.0.2.2");
        engine.SetLinks([first, second], TimeSpan.Zero);
        engine.Responder.AddService(1, new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1), TimeSpan.Zero);
        Run(engine, 0, 2.5);
        engine.Responder.UpdateService(1, TxtRecord.Empty.With("v", "2"), TimeSpan.FromSeconds(2.5));
        DnsRecord[] told = [.. Run(engine, 2.5, 2.7).Select(sent => sent.Record), new(engine.Responder.HostName, DnsRecordType.A, new AddressData(IPAddress.Parse("192.0.2.1")), 120, IsUnique: true)];
        byte[] late = Assert.Single(DnsMessagePacker.Pack(Asker.Response(told)));
        var source = new IPEndPoint(IPAddress.Parse("192.0.2.1"), MdnsNames.Port);

        // The text and the address change while what was told before is still under way.
        engine.Responder.UpdateService(1, TxtRecord.Empty.With("v", "3"), TimeSpan.FromSeconds(2.7));
        Run(engine, 2.7, 2.8);
        engine.HandleDatagram(second.Link, late, source, isMulticast: true, TimeSpan.FromSeconds(2.8));
        engine.SetLinks([Link(2, "192.0.2.7"), second], TimeSpan.FromSeconds(2.8));
        engine.HandleDatagram(first.Link, late, source, isMulticast: true, TimeSpan.FromSeconds(2.9));
        Run(engine, 2.9, 9);
        Assert.Equal(0, engine.Responder.Conflicts);
        Assert.True(engine.Responder.IsClaimed(1));

        // Much later it can only be somebody else's.
        engine.HandleDatagram(second.Link, late, source, isMulticast: true, TimeSpan.FromSeconds(9));
        Assert.Equal(2, engine.Responder.Conflicts);
    }

    /// <summary>An engine that has told its service on all links for some time.</summary>
    private static MdnsEngine Established(MdnsLinkState[] links)
    {
        var engine = new MdnsEngine(new MdnsLimits(100, 10_000, 100), new Random(1));
        engine.SetLinks(links, TimeSpan.Zero);
        engine.Responder.AddService(1, new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1), TimeSpan.Zero);
        Run(engine, 0, 5);
        return engine;
    }

    private static void Hear(MdnsEngine engine, MdnsLinkState on, DnsMessage message, TimeSpan now)
    {
        foreach (byte[] bytes in DnsMessagePacker.Pack(message))
            Assert.Equal(MdnsVerdict.Accepted, engine.HandleDatagram(on.Link, bytes, Stranger, isMulticast: true, now));
        engine.HandleTimeout(now);
    }

    private static MdnsLinkState Link(int index, params string[] addresses) => new(
        new MdnsLink(index, AddressFamily.InterNetwork), [.. addresses.Select(address => new InterfaceAddress(IPAddress.Parse(address), 24))]);

    private static List<(MdnsLink Link, DnsRecord Record)> Run(MdnsEngine engine, double from, double to) =>
        [.. Messages(engine, from, to).SelectMany(sent => sent.Message.Answers.Select(record => (sent.Link, record)))];

    private static List<(MdnsLink Link, DnsMessage Message)> Messages(MdnsEngine engine, double from, double to)
    {
        var sent = new List<(MdnsLink, DnsMessage)>();
        for (TimeSpan now = TimeSpan.FromSeconds(from); now < TimeSpan.FromSeconds(to); now += TimeSpan.FromMilliseconds(10))
        {
            engine.HandleTimeout(now);
            while (engine.TryGetDatagram(out MdnsDatagram datagram))
            {
                Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(datagram.Bytes, out DnsMessage? message));
                sent.Add((datagram.Link, message!));
            }
        }

        return sent;
    }
}
