using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Dns;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>Hostile packets, 200 a second for ten seconds of virtual time; with PEERPROTO_SOAK=1 a thousand a second for sixty.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class FloodTests
{
    private const int CacheCapacity = 1024;
    private const int CacheBytes = 256 * 1024;

    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";
    private static readonly int PacketsPerSecond = IsSoak ? 1000 : 200;
    private static readonly int Seconds = IsSoak ? 60 : 10;

    private readonly VirtualNetwork _network = new();
    private readonly Random _random = new(6762);
    private readonly VirtualHost _host;
    private readonly ServiceBrowser _browser;

    public FloodTests()
    {
        _host = _network.AddHost("192.0.2.1", cacheCapacity: CacheCapacity, cacheBytes: CacheBytes);
        _host.Advertise("Own");
        _browser = _host.Browse();
        _network.AddHost("192.0.2.2", seed: 2).Advertise("Before");
        _network.RunFor(5);
    }

    [Fact]
    public void JunkOfEveryKind_LeavesBrowsingAndAnsweringAsTheyWere()
    {
        byte[][] seeds = [AvahiPackets.Announcement, AvahiPackets.Goodbye, AvahiPackets.Probe, AvahiPackets.Query];
        VirtualHost late = _network.AddHost("192.0.2.3", seed: 3, cacheCapacity: CacheCapacity, cacheBytes: CacheBytes);
        Flood(i =>
        {
            if (i == PacketsPerSecond * Seconds / 2)
                late.Advertise("During");
            return (i % 5) switch
            {
                0 => Mutated(seeds[_random.Next(seeds.Length)]),
                1 => Packed(Asker.Response(Text($"junk{i}.local", 1000))),
                2 => Packed(Asker.Response(OtherService(i))),
                3 => Packed(Asker.Query(new DnsQuestion(VirtualNetwork.BoardName, DnsRecordType.Ptr, WantsUnicast: i % 2 == 0))),
                _ => Random(),
            };
        });

        // Mutated names of the same type may stand beside them.
        Assert.Superset(new HashSet<string> { "Before", "During", "Own" }, VirtualHost.NamesIn(_browser).ToHashSet());
        Assert.Equal(0, _host.Engine.Responder.Conflicts);
    }

    [Fact]
    public void ServicesWithoutEnd_DoNotPushOutThoseThatAreListed()
    {
        Flood(i => Packed(Asker.Response(Asker.Service(string.Create(CultureInfo.InvariantCulture, $"Junk {i}")))));

        Assert.Equal(64, _browser.Services.Count);
        Assert.Superset(new HashSet<string> { "Before", "Own" }, VirtualHost.NamesIn(_browser).ToHashSet());
    }

    [Fact]
    public void MadeUpPointers_AreForgottenForServicesThatComeDuringTheFloodAndAfterIt()
    {
        VirtualHost late = _network.AddHost("192.0.2.3", seed: 3, cacheCapacity: CacheCapacity, cacheBytes: CacheBytes);
        Flood(i =>
        {
            if (i == PacketsPerSecond * Seconds / 2)
                late.Advertise("During");
            return Packed(Asker.Response([.. Enumerable.Range(0, 5).Select(j => Asker.Service(string.Create(CultureInfo.InvariantCulture, $"Junk {i}/{j}"))[0])]));
        });
        Assert.Superset(new HashSet<string> { "Before", "During", "Own" }, VirtualHost.NamesIn(_browser).ToHashSet());

        late.Advertise("After", id: 2);
        _network.RunFor(5);

        Assert.Equal(["After", "Before", "During", "Own"], VirtualHost.NamesIn(_browser));
        // Queries list what is known, and of what is made up no more than a browse could list.
        _network.Sent.Clear();
        _host.Engine.RemoveBrowser(100, _network.Now);
        _host.Browse();
        _network.RunFor(0.2);
        Assert.InRange(_network.SentBy(_host).Where(message => message.IsQuery).Sum(message => message.Message.Answers.Count), 3, 64);
    }

    [Fact]
    public void RecordsNobodyAsksAbout_GiveBrowsesNoWork()
    {
        var counting = new CountingBrowser();
        _host.Engine.AddBrowser(101, counting, _network.Now);
        _network.RunFor(5);
        int before = counting.Refreshes;

        for (int i = 0; i < 100; i++)
        {
            _network.InjectBytes(Packed(Asker.Response([Text($"junk{i}.local", 10) with { TimeToLive = 1 }, .. OtherService(i)])), new IPEndPoint(IPAddress.Parse("192.0.2.66"), MdnsNames.Port));
            _network.RunFor(0.05);
        }

        Assert.Equal(before, counting.Refreshes);
        new Asker(_network).Send(Asker.Response(Asker.Service("New")));
        Assert.NotEqual(before, counting.Refreshes);
        Assert.Contains("New", VirtualHost.NamesIn(_browser));
    }

    [Fact]
    public void ResponseFullOfOurNames_CostsNoMoreThanReadingIt()
    {
        (MdnsEngine engine, MdnsLinkState[] links) = EngineWithTwentyServicesOnFourLinks();
        DnsRecord[] types = [.. Enumerable.Range(0, 300).Select(i =>
            new DnsRecord(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(DnsName.Parse(string.Create(CultureInfo.InvariantCulture, $"_t{i}._tcp"))), 4500))];

        Assert.InRange(BytesAllocatedBy(engine, links[0], Asker.Response(types)), 1, 500_000);
        Assert.Equal(0, engine.Responder.Conflicts);
    }

    [Fact]
    public void QueryFullOfQuestionsAndKnownAnswers_CostsNoMoreThanReadingIt()
    {
        (MdnsEngine engine, MdnsLinkState[] links) = EngineWithTwentyServicesOnFourLinks();
        DnsQuestion[] questions = [.. Enumerable.Repeat(new DnsQuestion(VirtualNetwork.BoardName, DnsRecordType.Ptr), 300)];
        DnsRecord[] known = [.. Enumerable.Range(0, 300).Select(i => new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(DnsName.Parse($"{i}.local")), 4500))];

        Assert.InRange(BytesAllocatedBy(engine, links[0], Asker.Query(questions, known)), 1, 500_000);
    }

    private static (MdnsEngine Engine, MdnsLinkState[] Links) EngineWithTwentyServicesOnFourLinks()
    {
        var engine = new MdnsEngine(new MdnsLimits(CacheCapacity, CacheBytes, 64), new Random(1));
        MdnsLinkState[] links = [.. Enumerable.Range(2, 4).Select(i =>
            new MdnsLinkState(new MdnsLink(i, AddressFamily.InterNetwork), [new InterfaceAddress(new IPAddress([192, 0, (byte)i, 1]), 24)]))];
        engine.SetLinks(links, TimeSpan.Zero);
        for (int i = 0; i < 20; i++)
            engine.Responder.AddService(i, new ServiceAdvertisement(string.Create(CultureInfo.InvariantCulture, $"Own {i}"), VirtualNetwork.Board, 1), TimeSpan.Zero);
        for (TimeSpan now = TimeSpan.Zero; now < TimeSpan.FromSeconds(5); now += TimeSpan.FromMilliseconds(50))
            engine.HandleTimeout(now);
        return (engine, links);
    }

    /// <summary>What the second of two equal messages costs.</summary>
    private static long BytesAllocatedBy(MdnsEngine engine, MdnsLinkState on, DnsMessage message)
    {
        var writer = new DnsMessageWriter(DnsLimits.MaximumMessageLength);
        foreach (DnsQuestion question in message.Questions)
            Assert.True(writer.TryAdd(question));
        foreach (DnsRecord record in message.Answers)
            Assert.True(writer.TryAdd(DnsSection.Answer, record));
        byte[] bytes = writer.ToMessage(0, message.IsResponse, isTruncated: false);
        long before = 0;
        for (int i = 0; i < 2; i++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(MdnsVerdict.Accepted, engine.HandleDatagram(on.Link, bytes, new IPEndPoint(IPAddress.Parse("192.0.2.66"), MdnsNames.Port), isMulticast: true, TimeSpan.FromSeconds(10 + i)));
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {bytes.Length} bytes with {message.Questions.Count} questions and {message.Answers.Count} records: {allocated / 1024} KiB allocated");
        return allocated;
    }

    private void Flood(Func<int, byte[]> packet)
    {
        var source = new IPEndPoint(IPAddress.Parse("192.0.2.66"), MdnsNames.Port);
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        long most = memory;
        int sent = 0;
        for (int i = 0; i < PacketsPerSecond * Seconds; i++)
        {
            _network.InjectBytes(packet(i), source);
            _network.RunFor(TimeSpan.FromSeconds(1) / PacketsPerSecond);
            Assert.InRange(_host.Engine.CachedRecords, 0, CacheCapacity);
            Assert.InRange(_host.Engine.CachedBytes, 0, CacheBytes);
            if (i % PacketsPerSecond != 0)
                continue;

            sent = Math.Max(sent, _network.SentBy(_host).Count());
            _network.Sent.Clear();
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"figure: {PacketsPerSecond} hostile packets a second for {Seconds} s: memory grew by {(most - memory) / 1024} KiB at most, {sent} messages sent in a second at most");
        // Three hosts with caches of at most 256 KiB and of 1 MiB; overheads are several times the content.
        Assert.InRange(most - memory, long.MinValue, 16 * 1024 * 1024);
        Assert.InRange(sent, 0, 150);
    }

    private byte[] Mutated(byte[] seed)
    {
        byte[] bytes = [.. seed];
        for (int change = _random.Next(4); change > 0; change--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private byte[] Random()
    {
        byte[] bytes = new byte[_random.Next(600)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static DnsRecord Text(string name, int length) => new(DnsName.Parse(name), DnsRecordType.Txt, new OpaqueData(new byte[length]), 4500);

    private static DnsRecord[] OtherService(int number)
    {
        DnsName type = DnsName.Parse("_other._tcp.local");
        DnsName instance = type.Child(string.Create(CultureInfo.InvariantCulture, $"Other {number}"));
        return
        [
            new DnsRecord(type, DnsRecordType.Ptr, new PointerData(instance), 4500),
            new DnsRecord(instance, DnsRecordType.Srv, new ServiceData(0, 0, 1, instance), 120, IsUnique: true),
        ];
    }

    private static byte[] Packed(DnsMessage message) => Assert.Single(DnsMessagePacker.Pack(message));

    /// <summary>Asks nothing and counts how often it has to take stock.</summary>
    private sealed class CountingBrowser : Browser
    {
        public int Refreshes { get; private set; }

        public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into)
        {
        }

        public override bool Refresh(IReadOnlyCollection<EngineLink> links)
        {
            Refreshes++;
            return false;
        }
    }
}
