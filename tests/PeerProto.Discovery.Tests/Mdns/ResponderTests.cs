using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

public sealed class ResponderTests
{
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.99"), MdnsNames.Port);
    private static readonly IPAddress OffLink = IPAddress.Parse("203.0.113.9");
    private static readonly DnsName Instance = VirtualNetwork.BoardName.Child("Ana");
    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);

    private readonly VirtualNetwork _network = new();

    [Fact]
    [Conforms("6762-8.3-a", "6762-8.3-b", "6762-10-a", "6762-10-b", "6762-10.2-d", "6762-10.2-f", "6763-5-b", "6763-6-a")]
    public void Announcement_TellsEverythingWithTheLifetimesOfTheSpecification()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        _network.RunFor(1.5);

        DnsMessage announcement = _network.Sent.First(message => message.IsResponse).Message;
        DnsName hostName = host.Engine.Responder.HostName;
        Assert.Equal(
            new HashSet<DnsRecord>
            {
                new(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 4500),
                new(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(VirtualNetwork.BoardName), 4500),
                new(Instance, DnsRecordType.Srv, new ServiceData(0, 0, 4711, hostName), 120, IsUnique: true),
                new(Instance, DnsRecordType.Txt, new OpaqueData("\u0003v=1"u8.ToArray()), 4500, IsUnique: true),
                new(hostName, DnsRecordType.A, new AddressData(host.Address), 120, IsUnique: true),
            },
            announcement.Answers.ToHashSet());
        Assert.Matches("^pp-[0-9a-f]{12}\\.local$", hostName.ToString());
    }

    [Fact]
    [Conforms("6762-6-i", "6763-12.1-a")]
    public void SharedQuestion_IsAnsweredAfterARandomDelayWithWhatTheAskerNeedsNext()
    {
        VirtualHost host = Established();
        var delays = new List<double>();
        for (int i = 0; i < 100; i++)
        {
            SentMessage answer = Ask(Pointers);
            delays.Add((answer.At - _network.Now).TotalMilliseconds + 2000);
            Assert.Equal([DnsRecordType.Ptr], answer.Message.Answers.Select(record => record.Type));
            Assert.Equal(
                [DnsRecordType.A, DnsRecordType.Txt, DnsRecordType.Srv, DnsRecordType.Nsec, DnsRecordType.Nsec],
                answer.Message.Additionals.Select(record => record.Type).Order());
        }

        // One millisecond is the way of the question.
        Assert.All(delays, delay => Assert.InRange(delay, 21, 121));
        Assert.True(delays.Min() < 36 && delays.Max() > 106, "The delays should fill the whole range.");
        Assert.NotNull(host);
    }

    [Fact]
    [Conforms("6762-6-h", "6763-12.2-a")]
    public void UniqueQuestion_IsAnsweredAtOnce()
    {
        Established();
        TimeSpan asked = _network.Now;
        SentMessage answer = Ask(new DnsQuestion(Instance, DnsRecordType.Srv));

        Assert.Equal(1, (answer.At - asked).TotalMilliseconds);
        Assert.Contains(answer.Message.Additionals, record => record.Type == DnsRecordType.A);
    }

    [Fact]
    [Conforms("6762-6-c", "6762-6.1-a")]
    public void QuestionForATypeThatIsNotThere_IsDenied()
    {
        VirtualHost host = Established();

        DnsRecord denial = Assert.Single(Ask(new DnsQuestion(host.Engine.Responder.HostName, DnsRecordType.Aaaa)).Message.Answers);

        Assert.True(denial.IsUnique);
        Assert.Equal([DnsRecordType.A], Assert.IsType<DenialData>(denial.Data).Types);
    }

    [Fact]
    [Conforms("6763-9-a")]
    public void ServiceTypesQuestion_IsAnsweredWithTheType() =>
        Assert.Equal(
            new PointerData(VirtualNetwork.BoardName),
            Assert.Single(EstablishedAsk(new DnsQuestion(MdnsNames.ServiceTypes, DnsRecordType.Ptr)).Message.Answers).Data);

    [Fact]
    [Conforms("6762-6-c")]
    public void QuestionForAForeignName_IsNotAnswered()
    {
        Established();
        Assert.Empty(AskAll(new DnsQuestion(DnsName.Parse("other.local"), DnsRecordType.A)));
    }

    [Theory]
    [InlineData(2250u, 0)]
    [InlineData(2249u, 1)]
    [Conforms("6762-7.1-a", "6762-7.1-b")]
    public void KnownAnswer_IsNotRepeatedWhileHalfItsLifetimeIsLeft(uint remaining, int answers)
    {
        Established();
        var query = new DnsMessage();
        query.Questions.Add(Pointers);
        query.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), remaining));

        Assert.Equal(answers, Inject(query).Count);
    }

    [Fact]
    [Conforms("6762-7.2-c")]
    public void KnownAnswerInAFollowingMessage_IsNotRepeated()
    {
        Established();
        var query = new DnsMessage { IsTruncated = true };
        query.Questions.Add(Pointers);
        var rest = new DnsMessage();
        rest.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 4500));

        int before = _network.Sent.Count;
        InjectTruncated(query);
        _network.RunFor(0.3);
        _network.Inject(rest, Stranger);
        _network.RunFor(2);

        Assert.Equal(before, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-6-g", "6762-6-j")]
    public void TruncatedQuery_IsAnsweredAfterTheWaitForTheRest()
    {
        Established();
        var query = new DnsMessage { IsTruncated = true };
        query.Questions.Add(Pointers);
        int before = _network.Sent.Count;
        TimeSpan asked = _network.Now;

        InjectTruncated(query);
        _network.RunFor(2);

        Assert.InRange((_network.Sent[before].At - asked).TotalMilliseconds, 401, 501);
    }

    [Fact]
    [Conforms("6762-6-o")]
    public void RecordAskedForTwiceInASecond_IsMulticastOnceASecond()
    {
        Established();
        int before = _network.Sent.Count;
        for (int i = 0; i < 30; i++)
        {
            var query = new DnsMessage();
            query.Questions.Add(Pointers);
            _network.Inject(query, Stranger);
            _network.RunFor(0.1);
        }

        _network.RunFor(2);
        TimeSpan[] times = [.. _network.Sent.Skip(before).Select(message => message.At)];
        Assert.InRange(times.Length, 3, 4);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(4500u, 0)]
    [InlineData(4499u, 1)]
    [Conforms("6762-7.4-a")]
    public void AnswerThatAnotherHostGave_IsNotRepeatedUnlessItsLifeIsShorter(uint ttl, int answers)
    {
        Established();
        var query = new DnsMessage();
        query.Questions.Add(new DnsQuestion(MdnsNames.ServiceTypes, DnsRecordType.Ptr));
        var answer = new DnsMessage { IsResponse = true };
        answer.Answers.Add(new DnsRecord(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(VirtualNetwork.BoardName), ttl));
        int before = _network.Sent.Count;

        _network.Inject(query, Stranger);
        _network.RunFor(TimeSpan.FromMilliseconds(5));
        _network.Inject(answer, Stranger);
        _network.RunFor(2);

        Assert.Equal(before + answers, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-6.7-a", "6762-6.7-b", "6762-6.7-c", "6762-6.7-d", "6762-18.1-d")]
    public void PlainResolver_GetsAUnicastAnswerItUnderstands()
    {
        Established();
        var resolver = new IPEndPoint(IPAddress.Parse("192.0.2.77"), 40000);
        var query = new DnsMessage { Id = 0xBEEF };
        query.Questions.Add(new DnsQuestion(Instance, DnsRecordType.Srv));
        int before = _network.Sent.Count;

        _network.Inject(query, resolver);
        _network.RunFor(1);

        SentMessage answer = Assert.Single(_network.Sent.Skip(before));
        Assert.Equal(resolver, answer.Destination);
        Assert.Equal(0xBEEF, answer.Message.Id);
        Assert.Equal(query.Questions, answer.Message.Questions);
        Assert.All(answer.Message.Answers.Concat(answer.Message.Additionals), record =>
        {
            Assert.False(record.IsUnique);
            Assert.InRange(record.TimeToLive, 1u, 10u);
        });
    }

    [Fact]
    [Conforms("6762-5.4-d", "6762-5.4-e")]
    public void UnicastQuestion_IsAnsweredByMulticastUnlessThatHappenedLately()
    {
        Established();
        var question = new DnsQuestion(Instance, DnsRecordType.Srv, WantsUnicast: true);

        Assert.Equal(Stranger, Ask(question).Destination);
        _network.RunFor(31);
        Assert.Null(Ask(question).Destination);
        Assert.Equal(Stranger, Ask(question).Destination);
    }

    [Fact]
    [Conforms("6762-11-c")]
    public void UnicastQuestionFromOffTheLink_IsAnsweredByMulticast()
    {
        Established();
        int before = _network.Sent.Count;

        _network.Inject(QueryFor(new DnsQuestion(Instance, DnsRecordType.Srv, WantsUnicast: true)), new IPEndPoint(OffLink, MdnsNames.Port));
        _network.RunFor(2);

        Assert.Null(Assert.Single(_network.Sent.Skip(before)).Destination);
    }

    [Fact]
    [Conforms("6762-11-c")]
    public void PlainResolverOffTheLink_GetsNoAnswer()
    {
        Established();
        int before = _network.Sent.Count;

        _network.Inject(QueryFor(new DnsQuestion(Instance, DnsRecordType.Srv)), new IPEndPoint(OffLink, 40000));
        _network.RunFor(2);

        Assert.Equal(before, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-10.1-a")]
    public void WithdrawnService_SaysGoodbyeAndAnswersNoMore()
    {
        VirtualHost host = Established();
        int before = _network.Sent.Count;
        host.Engine.Responder.RemoveService(1);
        _network.RunFor(1);

        DnsRecord[] goodbyes = [.. _network.Sent.Skip(before).SelectMany(message => message.Message.Answers)];
        Assert.All(goodbyes, record => Assert.Equal(0u, record.TimeToLive));
        Assert.Equal([DnsRecordType.A, DnsRecordType.Ptr, DnsRecordType.Txt, DnsRecordType.Srv], goodbyes.Select(record => record.Type).Order());
        Assert.Empty(AskAll(Pointers));
        Assert.Equal(TimeSpan.MaxValue, host.Engine.Responder.NextTimeout);
    }

    [Fact]
    [Conforms("6762-6.6-b")]
    public void GoodbyeOfAnEarlierRun_IsContradicted()
    {
        VirtualHost host = Established();
        VirtualHost other = _network.AddHost("192.0.2.3", seed: 3);
        var browser = other.Browse();
        _network.RunFor(3);
        var goodbye = new DnsMessage { IsResponse = true };
        goodbye.Answers.Add(new DnsRecord(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 0));

        _network.Inject(goodbye, Stranger);
        _network.RunFor(5);

        Assert.Equal(["Ana"], VirtualHost.NamesIn(browser));
        Assert.NotNull(host);
    }

    [Fact]
    [Conforms("6762-8.4-a", "6762-8.4-c")]
    public void NewAddress_IsAnnouncedInPlaceOfTheOldOne()
    {
        VirtualHost host = Established();
        int before = _network.Sent.Count;
        host.Renumber("192.0.2.50");
        _network.RunFor(5);

        SentMessage[] sent = [.. _network.Sent.Skip(before)];
        Assert.Equal(2, sent.Length);
        Assert.All(sent, message => Assert.Equal(
            new DnsRecord(host.Engine.Responder.HostName, DnsRecordType.A, new AddressData(IPAddress.Parse("192.0.2.50")), 120, IsUnique: true),
            Assert.Single(message.Message.Answers)));
    }

    private VirtualHost Established()
    {
        VirtualHost host = _network.AddHost("192.0.2.1");
        host.Advertise("Ana");
        _network.RunFor(10);
        return host;
    }

    private SentMessage EstablishedAsk(DnsQuestion question)
    {
        Established();
        return Ask(question);
    }

    private SentMessage Ask(DnsQuestion question) => Assert.Single(AskAll(question));

    private List<SentMessage> AskAll(DnsQuestion question) => Inject(QueryFor(question));

    private static DnsMessage QueryFor(DnsQuestion question)
    {
        var query = new DnsMessage();
        query.Questions.Add(question);
        return query;
    }

    private List<SentMessage> Inject(DnsMessage query)
    {
        int before = _network.Sent.Count;
        _network.Inject(query, Stranger);
        _network.RunFor(2);
        return [.. _network.Sent.Skip(before)];
    }

    /// <summary>The packer sets the bit only when it splits, so it is set by hand here.</summary>
    private void InjectTruncated(DnsMessage query)
    {
        byte[] bytes = Assert.Single(DnsMessagePacker.Pack(query));
        bytes[2] |= 0x02;
        _network.InjectBytes(bytes, Stranger);
    }
}
