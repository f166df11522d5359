using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

public sealed class QuerierTests
{
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);
    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);

    private readonly VirtualNetwork _network = new();

    [Fact]
    [Conforms("6762-5.2-a", "6762-5.2-b", "6762-5.2-d")]
    public void UnansweredQuestion_IsAskedEverMoreRarelyUpToAnHour()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        TimeSpan start = _network.Now;
        host.Browse();
        _network.RunFor(TimeSpan.FromHours(6));

        TimeSpan[] times = [.. _network.Sent.Select(message => message.At)];
        Assert.InRange((times[0] - start).TotalMilliseconds, 20, 120);
        double[] waits = [.. times.Zip(times.Skip(1), (first, second) => (second - first).TotalSeconds)];
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600], waits[..15]);
        Assert.All(_network.Sent, message => Assert.Equal([Pointers], message.Message.Questions));
    }

    [Fact]
    [Conforms("6762-5.2-d")]
    public void FirstQuery_WaitsAnyTimeFrom20To120Milliseconds()
    {
        var delays = new List<double>();
        for (int seed = 0; seed < 300; seed++)
        {
            var network = new VirtualNetwork();
            TimeSpan start = network.Now;
            network.AddHost("192.0.2.1", seed).Browse();
            network.RunFor(0.2);
            delays.Add((Assert.Single(network.Sent).At - start).TotalMilliseconds);
        }

        ProbingTests.AssertEvenlySpread(delays, 20, 120);
    }

    [Fact]
    [Conforms("6762-5.2-c", "6762-10.2-e")]
    public void AnswersKnown_AreToldWithTheQuestion()
    {
        VirtualHost offering = _network.AddHost("192.0.2.1", seed: 1);
        offering.Advertise("Ana");
        VirtualHost asking = _network.AddHost("192.0.2.2", seed: 2);
        asking.Browse();
        _network.RunFor(10);

        SentMessage[] queries = [.. _network.SentBy(asking).Where(message => message.IsQuery && message.Message.Questions.Contains(Pointers))];
        Assert.Empty(queries[0].Message.Answers);
        DnsRecord known = Assert.Single(queries[^1].Message.Answers);
        Assert.Equal(new PointerData(VirtualNetwork.BoardName.Child("Ana")), known.Data);
        Assert.InRange(known.TimeToLive, 4480u, 4500u);
        Assert.False(known.IsUnique);
    }

    [Fact]
    [Conforms("6762-5.2-h")]
    public void ResolvedService_IsNotAskedForAgainUntilItsRecordsAge()
    {
        VirtualHost offering = _network.AddHost("192.0.2.1", seed: 1);
        offering.Advertise("Ana");
        _network.RunFor(5);
        VirtualHost asking = _network.AddHost("192.0.2.2", seed: 2);
        asking.Browse();
        _network.RunFor(90);

        Assert.All(_network.SentBy(asking), message => Assert.Equal([Pointers], message.Message.Questions));
    }

    [Fact]
    [Conforms("6762-5.2-e", "6762-5.2-f")]
    public void RecordInUse_IsAskedForAgainFourTimesBeforeItExpires()
    {
        VirtualHost offering = _network.AddHost("192.0.2.1", seed: 1);
        offering.Advertise("Ana");
        VirtualHost asking = _network.AddHost("192.0.2.2", seed: 2);
        ServiceBrowser browser = asking.Browse();
        _network.RunFor(5);
        TimeSpan received = _network.Sent.Last(message => message.Answers(VirtualNetwork.BoardName.Child("Ana"), DnsRecordType.Srv)).At;
        offering.IsCutOff = true;
        int before = _network.Sent.Count;
        _network.RunFor(118);

        var service = new DnsQuestion(VirtualNetwork.BoardName.Child("Ana"), DnsRecordType.Srv);
        double[] times = [.. _network.Sent.Skip(before).Where(message => message.Message.Questions.Contains(service)).Select(message => (message.At - received).TotalSeconds / 120)];
        Assert.InRange(times[0], 0.80, 0.821);
        Assert.Contains(times, time => time is >= 0.85 and <= 0.871);
        Assert.Contains(times, time => time is >= 0.90 and <= 0.921);
        Assert.Contains(times, time => time is >= 0.95 and <= 0.971);
        _network.RunFor(5);
        Assert.Empty(browser.Services);
    }

    [Fact]
    [Conforms("6762-7.3-a")]
    public void SameQuestionOfAnotherHost_CountsAsAsked()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Browse();
        var query = new DnsMessage();
        query.Questions.Add(Pointers);

        _network.Inject(query, Stranger);
        _network.RunFor(0.5);

        Assert.Empty(_network.Sent);
        _network.RunFor(1);
        Assert.Single(_network.Sent);
    }

    [Fact]
    [Conforms("6762-7.3-a")]
    public void SameQuestionWithAnswersUnknownHere_DoesNotCountAsAsked()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Browse();
        var query = new DnsMessage();
        query.Questions.Add(Pointers);
        query.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(VirtualNetwork.BoardName.Child("x")), 4500));

        _network.Inject(query, Stranger);
        _network.RunFor(0.5);

        Assert.Single(_network.Sent);
    }

    [Fact]
    [Conforms("6762-5.2-g")]
    public void EndedBrowse_AsksNoMore()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Browse();
        _network.RunFor(5);
        host.Engine.RemoveBrowser(100, _network.Now);
        int before = _network.Sent.Count;
        _network.RunFor(100);

        Assert.Equal(before, _network.Sent.Count);
    }
}
