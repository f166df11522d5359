using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.DnsSd;

public sealed class ServiceBrowserTests
{
    private static readonly DnsName Ben = VirtualNetwork.BoardName.Child("Ben");

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _host;
    private readonly Asker _other;

    public ServiceBrowserTests()
    {
        _host = _network.AddHost("192.0.2.1");
        _other = new Asker(_network);
    }

    [Fact]
    [Conforms("6763-7.1-a", "6763-7.1-b", "6763-4.2-a", "6763-12.1-a")]
    public void Subtype_NarrowsABrowseAndChangesNothingElse()
    {
        VirtualHost offering = _network.AddHost("192.0.2.2", seed: 2);
        offering.Advertise(new ServiceAdvertisement("Big", VirtualNetwork.Board, 1) { Subtypes = ["_Big"] });
        offering.Advertise(new ServiceAdvertisement("Small", VirtualNetwork.Board, 2), id: 2);
        _network.RunFor(5);
        VirtualHost late = _network.AddHost("192.0.2.3", seed: 3);
        ServiceBrowser big = late.Browse(id: 101, VirtualNetwork.Board.WithSubtype("_bIG"));
        _network.RunFor(5);
        ServiceBrowser all = late.Browse();
        _network.RunFor(5);

        Assert.Equal(["Big", "Small"], VirtualHost.NamesIn(all));
        DiscoveredService service = Assert.Single(big.Services.Values);
        Assert.Equal("Big", service.InstanceName);
        Assert.Equal(VirtualNetwork.Board, service.Type);
        Assert.Contains(_network.SentBy(offering), message =>
            message.Answers(MdnsNames.For(VirtualNetwork.Board.WithSubtype("_Big")), DnsRecordType.Ptr) && message.Message.Additionals.Exists(record => record.Type == DnsRecordType.Srv));
    }

    [Fact]
    public void ServiceHeardOnTwoInterfaces_HasAPlaceOnEach()
    {
        var engine = new MdnsEngine(new MdnsLimits(64, 1 << 16, 8), new Random(1));
        MdnsLink wire = new(2, AddressFamily.InterNetwork);
        MdnsLink radio = new(3, AddressFamily.InterNetwork);
        engine.SetLinks([new(wire, [new(IPAddress.Parse("192.0.2.1"), 24)]), new(radio, [new(IPAddress.Parse("192.0.2.2"), 24)])], TimeSpan.Zero);
        ServiceBrowser browser = engine.CreateServiceBrowser(VirtualNetwork.Board);
        engine.AddBrowser(1, browser, TimeSpan.Zero);

        foreach (MdnsLink link in (MdnsLink[])[radio, wire])
        {
            foreach (byte[] bytes in DnsMessagePacker.Pack(Asker.Response(Asker.Service("Ben"))))
                Assert.Equal(MdnsVerdict.Accepted, engine.HandleDatagram(link, bytes, _other.Source, isMulticast: true, TimeSpan.Zero));
            engine.HandleTimeout(TimeSpan.Zero);
        }

        Assert.Equal(["192.0.2.99:1 on 2", "192.0.2.99:1 on 3"], browser.Services[Ben].Places.Select(place => place.ToString()));
        Assert.Equal(["192.0.2.99:1"], browser.Services[Ben].Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    [Conforms("6763-12-a", "6762-3-c")]
    public void ResponderThatSendsNothingBesideTheAnswer_IsAskedForTheRest()
    {
        ServiceBrowser browser = _host.Browse();
        DnsRecord[] records = Asker.Service("Ben");
        int seen = 0;
        _network.RunUntil(() =>
        {
            foreach (DnsQuestion question in _network.Sent.Skip(seen).SelectMany(message => message.Message.Questions).ToArray())
                _network.Inject(Asker.Response(Array.FindAll(records, question.IsAnsweredBy)), _other.Source);
            seen = _network.Sent.Count;
            return browser.Services.Count == 1;
        });

        Assert.All(_network.Sent, message => Assert.Null(message.Destination));
        Assert.Equal(["192.0.2.99:1"], browser.Services[Ben].Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    [Conforms("6763-5-a")]
    public void OfSeveralServiceRecords_TheLowestPriorityNumberCounts()
    {
        ServiceBrowser browser = _host.Browse();
        _other.Send(Asker.Response([.. Hosts((2, 0, "192.0.2.10"), (1, 9, "192.0.2.11"), (3, 0, "192.0.2.12"))]));

        Assert.Equal(["192.0.2.11:1"], browser.Services[Ben].Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    [Conforms("6763-5-a")]
    public void AmongServiceRecordsOfOnePriority_TheDrawIsByWeightAndStays()
    {
        DnsRecord[] records = [.. Hosts((0, 3, "192.0.2.10"), (0, 1, "192.0.2.11"), (0, 0, "192.0.2.12"))];
        var drawn = new Dictionary<string, int>();
        for (int seed = 0; seed < 400; seed++)
        {
            var network = new VirtualNetwork();
            ServiceBrowser browser = network.AddHost("192.0.2.1", seed).Browse();
            var other = new Asker(network);
            other.Send(Asker.Response(records), seconds: 0.5);
            string first = browser.Services[Ben].Endpoints.Single().Address.ToString();
            other.Send(Asker.Response([.. Asker.Service("Cid")]), seconds: 0.5);
            Assert.Equal(first, browser.Services[Ben].Endpoints.Single().Address.ToString());
            drawn[first] = drawn.GetValueOrDefault(first) + 1;
        }

        // Three to one, with five standard deviations to spare.
        Assert.InRange(drawn["192.0.2.10"], 255, 345);
        Assert.InRange(drawn.GetValueOrDefault("192.0.2.12"), 0, 20);
    }

    [Fact]
    [Conforms("6763-6.1-b")]
    public void MissingAndEmptyTxtRecords_MeanTheSameAsOneZeroByte()
    {
        foreach (DnsRecord text in new[]
        {
            new DnsRecord(Ben, DnsRecordType.Txt, new OpaqueData(new byte[1]), 4500, IsUnique: true),
            new DnsRecord(Ben, DnsRecordType.Txt, new OpaqueData(Array.Empty<byte>()), 4500, IsUnique: true),
            new DnsRecord(Ben, DnsRecordType.Nsec, new DenialData(Ben, [DnsRecordType.Srv]), 120, IsUnique: true),
        })
        {
            var network = new VirtualNetwork();
            ServiceBrowser browser = network.AddHost("192.0.2.1").Browse();
            new Asker(network).Send(Asker.Response([.. Asker.Service("Ben").Where(record => record.Type != DnsRecordType.Txt), text]));

            Assert.Equal(TxtRecord.Empty, browser.Services[Ben].Txt);
        }
    }

    [Fact]
    public void TxtRecordThatCannotBeRead_HidesTheServiceUntilItCan()
    {
        ServiceBrowser browser = _host.Browse();
        DnsRecord[] records = Asker.Service("Ben");
        // An entry of five bytes of which two are there.
        _other.Send(Asker.Response([records[0], records[1], records[2] with { Data = new OpaqueData("\u0005v="u8.ToArray()) }, records[3]]));
        Assert.Empty(browser.Services);

        _other.Send(Asker.Response(records[2]));
        Assert.Single(browser.Services);
    }

    [Fact]
    [Conforms("6763-9-a")]
    public void ServiceTypes_AreListedWithoutTheirSubtypes()
    {
        VirtualHost offering = _network.AddHost("192.0.2.2", seed: 2);
        offering.Advertise(new ServiceAdvertisement("Big", VirtualNetwork.Board, 1) { Subtypes = ["_big"] });
        ServiceTypeBrowser types = _host.Engine.CreateTypeBrowser();
        _host.Engine.AddBrowser(1, types, _network.Now);
        _network.RunFor(5);
        _other.Send(Asker.Response(new DnsRecord(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(MdnsNames.For(VirtualNetwork.Board.WithSubtype("_big"))), 4500)));

        Assert.Equal([VirtualNetwork.Board], types.Types);
    }

    [Fact]
    [Conforms("6762-16-b")]
    public void ByteOrderMarkInANameReceived_IsPartOfTheName()
    {
        ServiceBrowser browser = _host.Browse();
        _other.Send(Asker.Response([.. Asker.Service("\uFEFFBen")]));

        Assert.Equal(["\uFEFFBen"], VirtualHost.NamesIn(browser));
    }

    private static IEnumerable<DnsRecord> Hosts(params (ushort Priority, ushort Weight, string Address)[] hosts)
    {
        DnsRecord[] service = Asker.Service("Ben");
        yield return service[0];
        yield return service[2];
        foreach ((ushort priority, ushort weight, string address) in hosts)
        {
            DnsName host = MdnsNames.Local.Child("h" + address[^2..]);
            yield return new DnsRecord(Ben, DnsRecordType.Srv, new ServiceData(priority, weight, 1, host), 120, IsUnique: true);
            yield return new DnsRecord(host, DnsRecordType.A, new AddressData(IPAddress.Parse(address)), 120, IsUnique: true);
        }
    }
}
