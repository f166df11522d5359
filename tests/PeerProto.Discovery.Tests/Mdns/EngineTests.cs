using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Dns;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Mdns;

public sealed class EngineTests
{
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);

    private readonly VirtualNetwork _network = new();

    [Fact]
    public void HostsStartedTogether_FindEachOtherWithinASecondAndAQuarter()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var network = new VirtualNetwork();
            VirtualHost ana = network.AddHost("192.0.2.1", seed);
            VirtualHost ben = network.AddHost("192.0.2.2", seed + 1000);
            ana.Advertise("Ana");
            ben.Advertise("Ben");
            ServiceBrowser anas = ana.Browse();
            ServiceBrowser bens = ben.Browse();

            TimeSpan taken = network.RunUntil(() => anas.Services.Count == 2 && bens.Services.Count == 2);

            Assert.InRange(taken.TotalMilliseconds, 750, 1250);
        }
    }

    [Fact]
    public void HostThatComesLater_FindsOthersWithinAQuarterSecond()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana");
        _network.RunFor(5);
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();

        Assert.InRange(_network.RunUntil(() => browser.Services.Count == 1).TotalMilliseconds, 40, 250);
    }

    [Fact]
    public void FoundService_HasEverythingThatWasAdvertised()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana's böard");
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();
        _network.RunFor(3);

        DiscoveredService service = Assert.Single(browser.Services.Values);
        Assert.Equal(
            new DiscoveredService(
                "Ana's böard", VirtualNetwork.Board, ana.Engine.Responder.HostName.ToString(), 4711,
                TxtRecord.Empty.With("v", "1"), [new ServiceEndpoint(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 4711), VirtualHost.Link.InterfaceIndex)]),
            service);
    }

    [Fact]
    [Conforms("6762-10.1-b")]
    public void WithdrawnService_IsGoneASecondLater()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana");
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();
        _network.RunFor(5);

        ana.Engine.Responder.RemoveService(1);

        Assert.InRange(_network.RunUntil(() => browser.Services.Count == 0).TotalMilliseconds, 1000, 1010);
    }

    [Fact]
    public void HostThatVanishes_IsGoneWhenItsRecordsExpire()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana");
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();
        _network.RunFor(5);

        ana.IsCutOff = true;

        Assert.InRange(_network.RunUntil(() => browser.Services.Count == 0, guardSeconds: 200).TotalSeconds, 100, 120);
    }

    [Fact]
    public void ServiceInUse_StaysListedForADay()
    {
        _network.AddHost("192.0.2.1", seed: 1).Advertise("Ana");
        VirtualHost ben = _network.AddHost("192.0.2.2", seed: 2);
        ServiceBrowser browser = ben.Browse();
        _network.RunFor(5);
        DiscoveredService service = Assert.Single(browser.Services.Values);
        while (ben.Engine.TryGetChanged(out _))
        {
        }

        _network.RunFor(TimeSpan.FromHours(24));

        Assert.Same(service, Assert.Single(browser.Services.Values));
        Assert.False(ben.Engine.TryGetChanged(out _));
    }

    [Fact]
    public void NewAddress_ChangesTheService()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana");
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();
        _network.RunFor(5);

        ana.Renumber("192.0.2.50");

        TimeSpan taken = _network.RunUntil(() => browser.Services.Values.Single().Endpoints.Single().Address.Equals(IPAddress.Parse("192.0.2.50")));
        Assert.InRange(taken.TotalSeconds, 0, 1);
    }

    [Fact]
    public void GoodbyeToOneAddressTakenBackWithinItsGrace_LeavesItListed()
    {
        ServiceBrowser browser = _network.AddHost("192.0.2.1").Browse();
        DnsName board = VirtualNetwork.BoardName.Child("Board");
        _network.Inject(Offer("Board", "192.0.2.98", "192.0.2.99"), Stranger);
        _network.RunFor(2);
        Assert.Equal(["192.0.2.98:1", "192.0.2.99:1"], Endpoints());

        _network.Inject(Response(OfferedAddress("Board", "192.0.2.98") with { TimeToLive = 0, IsUnique = false }), Stranger);
        _network.RunFor(0.1);
        Assert.Equal(["192.0.2.99:1"], Endpoints());

        _network.Inject(Response(OfferedAddress("Board", "192.0.2.98") with { IsUnique = false }), Stranger);
        _network.RunFor(0.1);
        Assert.Equal(["192.0.2.98:1", "192.0.2.99:1"], Endpoints());

        IEnumerable<string> Endpoints() => browser.Services[board].Endpoints.Select(endpoint => endpoint.ToString());
    }

    [Fact]
    public void GoodbyeToTheOnlyAddress_LeavesTheServiceListedForItsGrace()
    {
        ServiceBrowser browser = _network.AddHost("192.0.2.1").Browse();
        _network.Inject(Offer("Board", "192.0.2.99"), Stranger);
        _network.RunFor(2);
        _network.Inject(Response(OfferedAddress("Board", "192.0.2.99") with { TimeToLive = 0 }), Stranger);
        _network.Inject(Offer("Other", "192.0.2.99"), Stranger);
        _network.RunFor(0.5);
        Assert.Equal(["Board", "Other"], VirtualHost.NamesIn(browser));

        _network.RunFor(0.6);
        Assert.Equal(["Other"], VirtualHost.NamesIn(browser));
    }

    [Fact]
    [Conforms("6762-8-a", "6762-10.2-a", "6762-10.2-b")]
    public void HostPluggedInAgain_ProbesAndAnnouncesAnew()
    {
        VirtualHost ana = _network.AddHost("192.0.2.1", seed: 1);
        ana.Advertise("Ana");
        _network.RunFor(10);
        ana.Unplug();
        _network.RunFor(1);
        int before = _network.Sent.Count;
        ana.PlugIn();
        _network.RunFor(5);

        Assert.Equal(3, _network.Sent.Skip(before).Count(message => message.IsProbe));
        Assert.Equal(2, _network.Sent.Skip(before).Count(message => message.IsResponse));
    }

    [Theory]
    [InlineData("198.51.100.7", true)]
    [InlineData("169.254.3.4", true)]
    [InlineData("192.0.2.77", false)]
    [Conforms("6762-8-a", "6762-10.3-a")]
    public void HostInAnotherNetworkWithoutAPauseBetween_BeginsAnewThere(string address, bool isAnother)
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.AddAddresses("fe80::1");
        host.Advertise("Ana");
        ServiceBrowser browser = host.Browse();
        _network.Inject(Offer("Board", "192.0.2.99"), Stranger);
        _network.RunFor(10);
        Assert.Equal(["Ana", "Board"], VirtualHost.NamesIn(browser));
        int before = _network.Sent.Count;

        // The link-local address of IPv6 stays whatever network the interface is on.
        host.Renumber(address, "fe80::1");
        Assert.Equal(isAnother ? 0 : 2, browser.Services.Count);
        _network.RunFor(5);

        Assert.Equal(isAnother ? 3 : 0, _network.Sent.Skip(before).Count(message => message.IsProbe));
        Assert.Equal(isAnother ? 1 : 2, browser.Services.Count);
    }

    [Fact]
    public void HostWithLinkLocalAddressesThatIsGivenOthers_GoesOn()
    {
        VirtualHost host = _network.AddHost("169.254.3.4");
        host.Advertise("Ana");
        _network.RunFor(10);
        int before = _network.Sent.Count;

        host.Renumber("192.0.2.1");
        _network.RunFor(5);

        Assert.Equal(2, _network.Sent.Skip(before).Count(message => message.IsResponse));
        Assert.DoesNotContain(_network.Sent.Skip(before), message => message.IsProbe);
    }

    [Fact]
    [Conforms("6762-10.3-a")]
    public void UnpluggedHost_ListsNothing()
    {
        _network.AddHost("192.0.2.1", seed: 1).Advertise("Ana");
        VirtualHost ben = _network.AddHost("192.0.2.2", seed: 2);
        ServiceBrowser browser = ben.Browse();
        _network.RunFor(5);

        ben.Unplug();

        Assert.Empty(browser.Services);
    }

    [Fact]
    public void ManyHosts_AllListEachOther()
    {
        VirtualHost[] hosts = [.. Enumerable.Range(1, 12).Select(i => _network.AddHost("192.0.2." + i, seed: i))];
        ServiceBrowser[] browsers = [.. hosts.Select(host => host.Browse())];
        foreach (VirtualHost host in hosts)
            host.Advertise("Board");
        _network.RunFor(40);

        Assert.All(browsers, browser => Assert.Equal(12, browser.Services.Count));
        Assert.All(browsers, browser => Assert.Equal(12, browser.Services.Values.Select(service => service.Endpoints.Single().Address).Distinct().Count()));
    }

    [Fact]
    public void ServiceTypes_AreListed()
    {
        _network.AddHost("192.0.2.1", seed: 1).Advertise("Ana");
        VirtualHost ben = _network.AddHost("192.0.2.2", seed: 2);
        ServiceTypeBrowser browser = ben.Engine.CreateTypeBrowser();
        ben.Engine.AddBrowser(1, browser, _network.Now);
        _network.RunFor(3);

        Assert.Equal([VirtualNetwork.Board], browser.Types);
    }

    [Fact]
    public void MoreServicesThanTheLimit_AreLeftOut()
    {
        ServiceBrowser browser = _network.AddHost("192.0.2.1").Browse();
        var source = new IPEndPoint(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);
        DnsName host = DnsName.Parse("many.local");
        for (int i = 0; i < 100; i++)
        {
            DnsName name = VirtualNetwork.BoardName.Child("Board " + i);
            var response = new DnsMessage { IsResponse = true };
            response.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(name), 4500));
            response.Answers.Add(new DnsRecord(name, DnsRecordType.Srv, new ServiceData(0, 0, 1, host), 120, IsUnique: true));
            response.Answers.Add(new DnsRecord(name, DnsRecordType.Txt, new OpaqueData(new byte[1]), 4500, IsUnique: true));
            response.Answers.Add(new DnsRecord(host, DnsRecordType.A, new AddressData(source.Address), 120, IsUnique: true));
            _network.Inject(response, source);
        }

        _network.RunFor(1);
        Assert.Equal(64, browser.Services.Count);
    }

    [Fact]
    public void AddressesThatLeadNowhere_AreNotListed()
    {
        ServiceBrowser browser = _network.AddHost("192.0.2.1").Browse();
        DnsName name = VirtualNetwork.BoardName.Child("Odd");
        DnsName host = DnsName.Parse("odd.local");
        var response = new DnsMessage { IsResponse = true };
        response.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(name), 4500));
        response.Answers.Add(new DnsRecord(name, DnsRecordType.Srv, new ServiceData(0, 0, 1, host), 120, IsUnique: true));
        response.Answers.Add(new DnsRecord(name, DnsRecordType.Txt, new OpaqueData(new byte[1]), 4500, IsUnique: true));
        foreach (string address in new[] { "127.0.0.1", "0.0.0.0", "224.0.0.5", "192.0.2.99" })
            response.Answers.Add(new DnsRecord(host, DnsRecordType.A, new AddressData(IPAddress.Parse(address)), 120, IsUnique: true));
        foreach (string address in new[] { "::1", "::", "ff02::1", "fe80::99", "2001:db8::99" })
            response.Answers.Add(new DnsRecord(host, DnsRecordType.Aaaa, new AddressData(IPAddress.Parse(address)), 120, IsUnique: true));

        _network.Inject(response, new IPEndPoint(IPAddress.Parse("192.0.2.99"), MdnsNames.Port));
        _network.RunFor(1);

        Assert.Equal(
            ["192.0.2.99:1", "[2001:db8::99]:1", "[fe80::99%2]:1"],
            browser.Services.Values.Single().Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Theory]
    [InlineData("192.0.2.99", 5353, true, 2, MdnsVerdict.Accepted)]
    [InlineData("203.0.113.1", 5353, true, 2, MdnsVerdict.Accepted)]
    [InlineData("192.0.2.99", 5353, false, 2, MdnsVerdict.Unasked)]
    [InlineData("203.0.113.1", 5353, false, 2, MdnsVerdict.OffLink)]
    [InlineData("192.0.2.99", 5354, true, 2, MdnsVerdict.NotMulticastDns)]
    [InlineData("192.0.2.99", 5353, true, 9, MdnsVerdict.UnknownLink)]
    [Conforms("6762-6-l", "6762-6-n", "6762-11-b")]
    public void Response_IsTakenFromTheLinkOnly(string source, int port, bool isMulticast, int interfaceIndex, object verdict)
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        var link = new MdnsLink(interfaceIndex, AddressFamily.InterNetwork);

        Assert.Equal(verdict, host.Engine.HandleDatagram(link, AvahiPackets.Announcement, new IPEndPoint(IPAddress.Parse(source), port), isMulticast, _network.Now));
    }

    [Fact]
    [Conforms("6762-18.11-b")]
    public void MessageWithErrorCodes_IsIgnored()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        byte[] bytes = [.. AvahiPackets.Announcement];
        bytes[3] |= 3;

        Assert.Equal(MdnsVerdict.NotMulticastDns, host.Engine.HandleDatagram(VirtualHost.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.9"), 5353), true, _network.Now));
    }

    [Theory]
    [InlineData(256, 1 << 20)]
    [InlineData(100_000, 8 * 1024)]
    public void MutatedTraffic_NeitherBreaksTheEngineNorFillsItsMemory(int cacheCapacity, int cacheBytes)
    {
        int count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 20_000;
        VirtualHost host = _network.AddHost("192.0.2.1", cacheCapacity: cacheCapacity, cacheBytes: cacheBytes);
        host.Advertise("Kitchen board");
        host.Browse();
        _network.RunFor(5);
        byte[][] seeds = [AvahiPackets.Announcement, AvahiPackets.Goodbye, AvahiPackets.Probe, AvahiPackets.Query, .. _network.Sent.Select(message => message.Bytes)];
        var random = new Random(6762);
        TimeSpan now = _network.Now;
        double mostUsed = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = [.. seeds[random.Next(seeds.Length)]];
            for (int change = random.Next(4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            now += TimeSpan.FromMilliseconds(random.Next(20));
            host.Engine.HandleDatagram(VirtualHost.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.9"), 5353), random.Next(8) != 0, now);
            host.Engine.HandleTimeout(now);
            int sent = 0;
            while (host.Engine.TryGetDatagram(out MdnsDatagram datagram))
            {
                Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(datagram.Bytes, out _));
                sent++;
            }

            Assert.InRange(sent, 0, 50);
            Assert.InRange(host.Engine.CachedRecords, 0, cacheCapacity);
            Assert.InRange(host.Engine.CachedBytes, 0, cacheBytes);
            mostUsed = Math.Max(mostUsed, Math.Max((double)host.Engine.CachedRecords / cacheCapacity, (double)host.Engine.CachedBytes / cacheBytes));
        }

        // One of the limits was met, so the traffic was enough to break it.
        Assert.InRange(mostUsed, 0.9, 1);
    }

    /// <summary>All records of a service of another host.</summary>
    internal static DnsMessage Offer(string name, params string[] addresses)
    {
        DnsName instance = VirtualNetwork.BoardName.Child(name);
        return Response(
        [
            new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(instance), 4500),
            new DnsRecord(instance, DnsRecordType.Srv, new ServiceData(0, 0, 1, MdnsNames.Local.Child(name)), 120, IsUnique: true),
            new DnsRecord(instance, DnsRecordType.Txt, new OpaqueData(new byte[1]), 4500, IsUnique: true),
            .. addresses.Select(address => OfferedAddress(name, address)),
        ]);
    }

    private static DnsRecord OfferedAddress(string name, string address) =>
        new(MdnsNames.Local.Child(name), DnsRecordType.A, new AddressData(IPAddress.Parse(address)), 120, IsUnique: true);

    private static DnsMessage Response(params DnsRecord[] records)
    {
        var response = new DnsMessage { IsResponse = true };
        response.Answers.AddRange(records);
        return response;
    }
}
