using System.Globalization;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>Two hundred services of fifty hosts on one link. The figures are recorded in docs/reliability.md.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class ScaleTests
{
    private const int Hosts = 50;
    private const int ServicesPerHost = 4;

    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);

    private readonly VirtualNetwork _network = new();

    [Fact]
    [Conforms("6762-5.2-a", "6762-5.2-b", "6762-6-o")]
    public void Newcomer_HasTheFullListInThreeSecondsAndAsksNoMoreThanItMay()
    {
        StartHosts();
        _network.RunFor(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        VirtualHost newcomer = AddNewcomer();
        int first = _network.Sent.Count;
        ServiceBrowser browser = newcomer.Browse();

        TimeSpan taken = _network.RunUntil(() => browser.Services.Count == Hosts * ServicesPerHost);
        Assert.InRange(taken.TotalSeconds, 0, 3);
        int answers = _network.Sent.Skip(first).Count(message => message.IsResponse);
        int bytes = _network.Sent.Skip(first).Sum(message => message.Bytes.Length);
        _network.RunFor(TimeSpan.FromMinutes(5));

        SentMessage[] queries = [.. _network.SentBy(newcomer)];
        double[] asked = [.. queries.Where(query => query.Message.Questions.Contains(Pointers)).Select(query => (query.At - queries[0].At).TotalSeconds)];
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127, 255], asked);
        // Three more rounds for what lives 120 seconds, each in as few messages as the questions need.
        Assert.InRange(queries.Length, asked.Length, asked.Length * 8 + 60);
        AssertNoRecordIsToldTwiceInASecond();

        _network.Sent.Clear();
        long memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(newcomer.Engine.CachedRecords, Hosts * ServicesPerHost * 3, Hosts * ServicesPerHost * 8);
        Record("200 services of 50 hosts → full list of a newcomer", $"{taken.TotalSeconds:0.00} s");
        Record("for it", $"{answers} answers, {bytes / 1024} KiB with the queries");
        Record("queries of the newcomer in the first five minutes", $"{queries.Length} messages, {queries.Sum(query => query.Bytes.Length) / 1024} KiB");
        Record("kept by the newcomer", $"{newcomer.Engine.CachedRecords} records, {newcomer.Engine.CachedBytes / 1024} KiB of content, {memory / 1024} KiB of memory with what the others learned");
        GC.KeepAlive(browser);
    }

    [Fact]
    [Conforms("6762-6-o")]
    public void HostsThatStartAtOnce_AreAllListedWithinThreeSeconds()
    {
        ServiceBrowser browser = AddNewcomer().Browse();
        StartHosts();

        TimeSpan taken = _network.RunUntil(() => browser.Services.Count == Hosts * ServicesPerHost);

        Assert.InRange(taken.TotalSeconds, 0, 3);
        _network.RunFor(2);
        AssertNoRecordIsToldTwiceInASecond();
        Record("50 hosts with 200 services start at once → full list", $"{taken.TotalSeconds:0.00} s");
        Record("messages until two seconds later", $"{_network.Sent.Count}, {_network.Sent.Sum(message => message.Bytes.Length) / 1024} KiB");
    }

    private static void Record(string what, FormattableString figure)
    {
        string line = $"figure: {what}: {figure.ToString(CultureInfo.InvariantCulture)}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }

    private VirtualHost AddNewcomer() => _network.AddHost("192.0.2.200", seed: 99, cacheCapacity: 8192, cacheBytes: 4 << 20, servicesPerBrowse: 1024);

    private void StartHosts()
    {
        for (int host = 1; host <= Hosts; host++)
        {
            VirtualHost offering = _network.AddHost(string.Create(CultureInfo.InvariantCulture, $"192.0.2.{host}"), seed: host);
            for (int service = 1; service <= ServicesPerHost; service++)
                offering.Advertise(string.Create(CultureInfo.InvariantCulture, $"Board {service} of host {host}"), id: service);
        }
    }

    private void AssertNoRecordIsToldTwiceInASecond()
    {
        var last = new Dictionary<(VirtualHost, DnsRecord), TimeSpan>();
        foreach (SentMessage message in _network.Sent.Where(message => message.IsResponse && message.Destination is null))
        {
            foreach (DnsRecord record in message.Message.Answers.Concat(message.Message.Additionals))
            {
                Assert.True(!last.TryGetValue((message.Sender, record), out TimeSpan before) || message.At - before >= TimeSpan.FromSeconds(1), $"{record} at {before} and {message.At}");
                last[(message.Sender, record)] = message.At;
            }
        }
    }
}
