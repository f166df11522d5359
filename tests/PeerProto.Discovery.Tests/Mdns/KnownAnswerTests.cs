using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>What a host that looks for services tells with its questions, and what it takes from those of others.</summary>
public sealed class KnownAnswerTests
{
    private const int Services = 60;

    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _host;
    private readonly Asker _other;

    public KnownAnswerTests()
    {
        _host = _network.AddHost("192.0.2.1");
        _other = new Asker(_network);
    }

    [Fact]
    [Conforms("6762-7.2-a", "6762-7.2-b", "6762-5.2-c", "6762-10.2-e")]
    public void KnownAnswersThatDoNotFit_FollowAtOnceInMessagesWithoutQuestions()
    {
        DnsRecord[] pointers = [.. Enumerable.Range(0, Services).Select(i =>
            new DnsRecord(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(DnsName.Parse($"_a-type-with-a-long-name-that-is-number-{i}._tcp.local")), 4500))];
        _host.Engine.AddBrowser(1, _host.Engine.CreateTypeBrowser(), _network.Now);
        _other.Send(Asker.Response(pointers), seconds: 0.01);

        _network.RunUntil(() => _network.Sent.Count > 0);
        SentMessage[] sent = [.. _network.Sent];

        Assert.InRange(sent.Length, 2, 10);
        Assert.Single(sent.Select(message => message.At).Distinct());
        Assert.Equal([new DnsQuestion(MdnsNames.ServiceTypes, DnsRecordType.Ptr)], sent[0].Message.Questions);
        Assert.All(sent[1..], message => Assert.Empty(message.Message.Questions));
        Assert.All(sent[..^1], message => Assert.True(message.Message.IsTruncated));
        Assert.False(sent[^1].Message.IsTruncated);
        Assert.All(sent, message => Assert.InRange(message.Bytes.Length, 1, DnsLimits.PreferredMessageLength));
        Assert.Equal(
            pointers.Select(record => record.Data).ToHashSet(),
            sent.SelectMany(message => message.Message.Answers).Select(record => record.Data).ToHashSet());
        Assert.All(sent.SelectMany(message => message.Message.Answers), record => Assert.False(record.IsUnique));
    }

    [Fact]
    [Conforms("6762-7.2-a", "6762-7.2-c", "6762-7.1-a")]
    public void HostsThatAreAllKnown_StaySilentThoughTheListTakesSeveralMessages()
    {
        VirtualHost offering = _network.AddHost("192.0.2.2", seed: 2);
        for (int i = 0; i < Services; i++)
            offering.Advertise(Name(i), id: i);
        _network.RunFor(10);
        _host.Browse();
        // The question is asked again and again, now with all answers.
        _network.RunFor(60);
        int before = _network.SentBy(offering).Count();
        int queries = _network.SentBy(_host).Count();
        _network.RunFor(300);

        Assert.True(_network.SentBy(_host).Count() > queries + 2, "The list should have been told several times.");
        Assert.DoesNotContain(_network.SentBy(offering).Skip(before), message => message.Answers(VirtualNetwork.BoardName, DnsRecordType.Ptr));
    }

    [Fact]
    [Conforms("6762-7.1-c")]
    public void AnswerWithLessThanHalfItsLife_IsNotListed()
    {
        _host.Browse();
        _other.Send(Asker.Response(Asker.Service("Ben", longTtl: 100)), seconds: 0.01);
        _network.RunFor(75);

        SentMessage[] queries = [.. _network.Sent.Where(message => message.Message.Questions.Contains(Pointers))];
        Assert.All(queries, query => Assert.Equal(query.At - queries[0].At < TimeSpan.FromSeconds(49) ? 1 : 0, query.Message.Answers.Count));
        Assert.Contains(queries, query => query.Message.Answers.Count == 0);
    }

    [Fact]
    public void PointersThatLeadNowhere_AreNotListed()
    {
        _host.Browse();
        _other.Send(Asker.Response([Asker.Service("Fake")[0], .. Asker.Service("Ben")]), seconds: 0.01);
        _network.RunFor(5);

        Assert.All(
            _network.Sent.Where(message => message.Message.Questions.Contains(Pointers)),
            query => Assert.Equal(new PointerData(VirtualNetwork.BoardName.Child("Ben")), Assert.Single(query.Message.Answers).Data));
    }

    [Fact]
    [Conforms("6762-5.2-c")]
    public void PointersThatNobodyFollows_AreListed()
    {
        _host.Engine.AddBrowser(1, _host.Engine.CreateInstanceBrowser(VirtualNetwork.Board), _network.Now);
        DnsRecord pointer = Asker.Service("Ben")[0];
        _other.Send(Asker.Response(pointer), seconds: 5);

        SentMessage[] queries = [.. _network.Sent.Where(message => message.Message.Questions.Contains(Pointers))];
        Assert.InRange(queries.Length, 2, 4);
        Assert.All(queries, query => Assert.Equal(pointer.Data, Assert.Single(query.Message.Answers).Data));
    }

    [Fact]
    [Conforms("6762-7.1-d")]
    public void KnownAnswersAndProposalsOfOthers_AreNotKept()
    {
        ServiceBrowser browser = _host.Browse();
        _other.Send(Asker.Query([Pointers], Asker.Service("Ben")));
        DnsMessage probe = Asker.Query(new DnsQuestion(VirtualNetwork.BoardName.Child("Ben"), DnsRecordType.Any));
        probe.Authorities.AddRange(Asker.Service("Ben")[1..3]);
        _other.Send(probe);

        Assert.Empty(browser.Services);
        Assert.Equal(0, _host.Engine.CachedRecords);
    }

    [Fact]
    [Conforms("6762-7.3-a")]
    public void QuestionOfAnotherHostThatKnowsWhatIsOldHere_DoesNotCountAsAsked()
    {
        _host.Browse();
        DnsRecord[] records = Asker.Service("Ben", longTtl: 20);
        _other.Send(Asker.Response(records), seconds: 0.01);
        // Asked after about 0, 1, 3 and 7 seconds, and next after 15.
        _network.RunFor(14.5);
        int before = _network.Sent.Count;

        _other.Send(Asker.Query([Pointers], [records[0] with { TimeToLive = 4500 }]), seconds: 1.2);

        Assert.Single(_network.Sent.Skip(before), message => message.Message.Questions.Contains(Pointers));
    }

    [Fact]
    [Conforms("6762-5.2-g")]
    public void RecordNobodyNeeds_IsNotAskedForAgain()
    {
        _other.Send(Asker.Response(Asker.Service("Ben")), seconds: 0.01);
        _network.RunFor(200);

        Assert.Empty(_network.Sent);
    }

    [Fact]
    [Conforms("6762-5.2-f")]
    public void RecordsThatAgeTogether_AreAskedForTogether()
    {
        VirtualHost offering = _network.AddHost("192.0.2.2", seed: 2);
        for (int i = 0; i < 20; i++)
            offering.Advertise(Name(i), id: i);
        _host.Browse();
        _network.RunFor(90);
        int before = _network.SentBy(_host).Count();

        // All SRV and address records pass 80 % of their 120 s.
        _network.RunFor(15);

        SentMessage[] queries = [.. _network.SentBy(_host).Skip(before)];
        Assert.InRange(queries.Length, 1, 4);
        Assert.InRange(queries.Sum(query => query.Message.Questions.Count), 21, 25);
    }

    private static string Name(int number) => "A board with a long name, that is number " + number.ToString("D3", System.Globalization.CultureInfo.InvariantCulture);
}
