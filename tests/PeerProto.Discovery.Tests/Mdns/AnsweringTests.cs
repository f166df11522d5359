using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>What one host that offers a service answers, to whom and when.</summary>
public sealed class AnsweringTests
{
    private static readonly DnsName Instance = VirtualNetwork.BoardName.Child("Ana");
    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);
    private static readonly DnsQuestion Types = new(MdnsNames.ServiceTypes, DnsRecordType.Ptr);
    private static readonly DnsQuestion Location = new(Instance, DnsRecordType.Srv);
    private static readonly DnsQuestion Text = new(Instance, DnsRecordType.Txt);

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _host;
    private readonly Asker _asker;

    public AnsweringTests()
    {
        _host = _network.AddHost("192.0.2.1");
        _host.Advertise("Ana");
        _asker = new Asker(_network);
        _network.RunFor(10);
    }

    private DnsName HostName => _host.Engine.Responder.HostName;

    [Fact]
    [Conforms("6762-5.4-f", "6762-6-p", "6762-8.1-e")]
    public void ProbeThatAsksForUnicast_GetsItAtOnceHoweverOldTheLastMulticast()
    {
        _network.RunFor(60);
        TimeSpan asked = _network.Now;

        List<SentMessage> sent = _asker.Send(ProbeFor(wantsUnicast: true));

        Assert.Equal(new[] { null, _asker.Source }, sent.Select(message => message.Destination).OrderBy(destination => destination is not null));
        Assert.All(sent, message => Assert.Equal(1, (message.At - asked).TotalMilliseconds));
        Assert.All(sent, message => Assert.True(message.Answers(Instance, DnsRecordType.Srv)));
    }

    [Fact]
    [Conforms("6762-5.4-g")]
    public void UnicastReplyWithASharedRecord_IsDelayedAndMarkedLikeAMulticastOne()
    {
        var delays = new List<double>();
        for (int i = 0; i < 50; i++)
        {
            TimeSpan asked = _network.Now;
            SentMessage reply = Assert.Single(_asker.Ask(Pointers with { WantsUnicast = true }));
            delays.Add((reply.At - asked).TotalMilliseconds);
            Assert.Equal(_asker.Source, reply.Destination);
            Assert.False(Assert.Single(reply.Message.Answers).IsUnique);
            Assert.All(reply.Message.Additionals, record => Assert.True(record.IsUnique));
        }

        Assert.All(delays, delay => Assert.InRange(delay, 21, 121));
        Assert.True(delays.Min() < 45 && delays.Max() > 95, "The delays should fill the whole range.");
    }

    [Fact]
    [Conforms("6762-5.5-a")]
    public void QueryToThisHostAlone_GetsAUnicastReply()
    {
        SentMessage reply = Assert.Single(_asker.Send(Asker.Query(Location), isMulticast: false));

        Assert.Equal(_asker.Source, reply.Destination);
        Assert.Contains(reply.Message.Answers, record => record.IsUnique);
    }

    [Fact]
    [Conforms("6762-5.5-b")]
    public void QueryToThisHostAloneFromOffTheLink_IsIgnored() =>
        Assert.Empty(new Asker(_network, "203.0.113.9").Send(Asker.Query(Location), isMulticast: false));

    [Fact]
    [Conforms("6762-6-a")]
    public void QuestionThatOnlyTheCacheAnswers_IsNotAnswered()
    {
        _host.Browse();
        _asker.Send(Asker.Response(Asker.Service("Ben")));

        Assert.DoesNotContain(_asker.Ask(new DnsQuestion(VirtualNetwork.BoardName.Child("Ben"), DnsRecordType.Srv)), message => message.IsResponse);
        Assert.All(_asker.Ask(Pointers).Where(message => message.IsResponse), message => Assert.Equal(new PointerData(Instance), Assert.Single(message.Message.Answers).Data));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(3, false)]
    [Conforms("6762-6-b", "6762-6.5-a")]
    public void Class_HasToFitOrBeAny(ushort @class, bool isAnswered) =>
        Assert.Equal(isAnswered ? 1 : 0, _asker.Ask(Location with { Class = (DnsClass)@class }).Count);

    [Fact]
    [Conforms("6762-6.5-a")]
    public void QuestionForAnyType_GetsAllRecordsOfTheName()
    {
        SentMessage answer = Assert.Single(_asker.Ask(new DnsQuestion(Instance, DnsRecordType.Any)));
        Assert.Equal([DnsRecordType.Txt, DnsRecordType.Srv], answer.Message.Answers.Select(record => record.Type).Order());
    }

    [Fact]
    [Conforms("6762-6-m", "6762-6-e")]
    public void AnswersToQuestionsForMulticast_GoToTheGroupWithoutAQuestion()
    {
        List<SentMessage> sent = [.. _asker.Ask(Pointers), .. _asker.Ask(Location), .. _asker.Send(ProbeFor(wantsUnicast: false))];

        Assert.Equal(3, sent.Count);
        Assert.All(sent, message => Assert.Null(message.Destination));
        Assert.All(_network.Sent.Where(message => message.IsResponse), message => Assert.Empty(message.Message.Questions));
    }

    [Fact]
    [Conforms("6762-6-p", "6762-6-o")]
    public void ProbeJustAfterARecordWasMulticast_IsAnsweredAQuarterSecondAfterThat()
    {
        SentMessage first = Assert.Single(_asker.Send(Asker.Query(Location), seconds: 0.01));

        SentMessage defence = Assert.Single(_asker.Send(ProbeFor(wantsUnicast: false), seconds: 0.9), message => message.Answers(Instance, DnsRecordType.Srv));

        Assert.Equal(250, (defence.At - first.At).TotalMilliseconds);
    }

    [Fact]
    [Conforms("6762-6.1-g", "6762-6.1-h")]
    public void Denial_ListsTheTypesThereAreButNotItsOwnAndLivesLikeAnAddress()
    {
        DnsRecord denial = Assert.Single(Assert.Single(_asker.Ask(new DnsQuestion(HostName, DnsRecordType.Aaaa))).Message.Answers);

        var data = Assert.IsType<DenialData>(denial.Data);
        Assert.Equal([DnsRecordType.A], data.Types);
        Assert.Equal(HostName, data.NextName);
        Assert.Equal(120u, denial.TimeToLive);
    }

    [Fact]
    [Conforms("6762-6.1-i", "6762-6-d")]
    public void SharedNamesAndNamesStillProbedFor_AreNotDenied()
    {
        Assert.Empty(_asker.Ask(Pointers with { Type = DnsRecordType.Aaaa }));
        _host.Advertise("Ben", id: 2);
        var ben = new DnsQuestion(VirtualNetwork.BoardName.Child("Ben"), DnsRecordType.Aaaa);

        Assert.DoesNotContain(_asker.Send(Asker.Query(ben), seconds: 0.2), message => message.IsResponse);
        _network.RunFor(5);
        Assert.Single(_asker.Ask(ben));
    }

    [Fact]
    [Conforms("6762-6.2-a", "6762-6.2-c", "6762-6.2-e", "6762-20-a")]
    public void AddressQuestion_GetsAllAddressesOfTheLinkAndDeniesNoFamily()
    {
        _host.AddAddresses("2001:db8::1", "fe80::1");
        _network.RunFor(5);

        SentMessage answer = Assert.Single(_asker.Ask(new DnsQuestion(HostName, DnsRecordType.A)));

        Assert.Equal(new AddressData(IPAddress.Parse("192.0.2.1")), Assert.Single(answer.Message.Answers).Data);
        Assert.Equal(
            ["2001:db8::1", "fe80::1"],
            answer.Message.Additionals.Select(record => record.Data).OfType<AddressData>().Select(address => address.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.All(answer.Message.Additionals.Select(record => record.Data).OfType<DenialData>(), denial => Assert.Equal([DnsRecordType.A, DnsRecordType.Aaaa], denial.Types));
    }

    [Fact]
    [Conforms("6762-6.2-d")]
    public void AddressesOfOneFamilyOnly_GoWithTheDenialOfTheOther()
    {
        SentMessage answer = Assert.Single(_asker.Ask(new DnsQuestion(HostName, DnsRecordType.A)));
        Assert.Equal([DnsRecordType.A], Assert.IsType<DenialData>(Assert.Single(answer.Message.Additionals).Data).Types);
    }

    [Fact]
    [Conforms("6762-6.3-a", "6762-6.3-b")]
    public void SeveralQuestions_AreAnsweredTogetherAfterARandomDelay()
    {
        for (int i = 0; i < 20; i++)
        {
            TimeSpan asked = _network.Now;
            SentMessage answer = Assert.Single(_asker.Ask(Location, Text));

            Assert.InRange((answer.At - asked).TotalMilliseconds, 21, 121);
            Assert.Equal([DnsRecordType.Txt, DnsRecordType.Srv], answer.Message.Answers.Select(record => record.Type).Order());
        }
    }

    [Fact]
    [Conforms("6762-6.3-b")]
    public void SeveralProbesInOneMessage_AreAnsweredAtOnce()
    {
        DnsMessage probe = ProbeFor(wantsUnicast: false);
        probe.Questions.Add(new DnsQuestion(DnsName.Parse("other.local"), DnsRecordType.Any));
        probe.Authorities.Add(new DnsRecord(DnsName.Parse("other.local"), DnsRecordType.A, new AddressData(_asker.Source.Address), 120));
        TimeSpan asked = _network.Now;

        Assert.Equal(1, (Assert.Single(_asker.Send(probe)).At - asked).TotalMilliseconds);
    }

    [Fact]
    [Conforms("6762-6.4-a")]
    public void AnswersToQueriesShortlyAfterEachOther_GoTogether()
    {
        for (int i = 0; i < 20; i++)
        {
            _asker.Send(Asker.Query(Pointers), seconds: 0.015);
            SentMessage answer = Assert.Single(_asker.Ask(Types));
            Assert.Equal(new HashSet<DnsRecordData> { new PointerData(Instance), new PointerData(VirtualNetwork.BoardName) }, answer.Message.Answers.Select(record => record.Data).ToHashSet());
        }
    }

    [Fact]
    [Conforms("6762-6.6-b")]
    public void RecordThatAnotherHostTellsWithAShorterLife_IsToldAgain()
    {
        DnsRecord type = new(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(VirtualNetwork.BoardName), 2249);

        DnsRecord told = Assert.Single(Assert.Single(_asker.Send(Asker.Response(type))).Message.Answers);
        Assert.Equal(4500u, told.TimeToLive);

        Assert.Empty(_asker.Send(Asker.Response(type with { TimeToLive = 2250 })));
    }

    [Fact]
    [Conforms("6762-6-o", "6762-6.6-b")]
    public void FloodOfGoodbyesToARecordOfOurs_IsContradictedOnceASecond()
    {
        int before = _network.Sent.Count;
        DnsRecord goodbye = new(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 0);
        for (int i = 0; i < 500; i++)
            _asker.Send(Asker.Response(goodbye), seconds: 0.01);

        Assert.InRange(_network.Sent.Count - before, 4, 6);
    }

    [Fact]
    [Conforms("6762-7.2-c")]
    public void KnownAnswersOfOneAsker_DoNotSilenceTheAnswerToAnother()
    {
        DnsRecord known = new(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 4500);
        int before = _network.Sent.Count;
        _asker.SendTruncated(Asker.Query(Pointers));
        new Asker(_network, "192.0.2.98").SendTruncated(Asker.Query(Pointers));
        _network.RunFor(0.1);
        _asker.Send(Asker.Query([], [known]));

        Assert.Single(_network.Sent.Skip(before));
    }

    [Fact]
    [Conforms("6762-7.2-d")]
    public void EachTruncatedMessage_MakesTheAnswerWaitAnew()
    {
        DnsRecord unrelated = new(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(VirtualNetwork.BoardName.Child("Ben")), 4500);
        int before = _network.Sent.Count;
        _asker.SendTruncated(Asker.Query(Pointers));
        for (int i = 0; i < 4; i++)
        {
            _network.RunFor(0.35);
            _asker.SendTruncated(Asker.Query([], [unrelated]));
        }

        TimeSpan last = _network.Now;
        Assert.Equal(before, _network.Sent.Count);
        _network.RunFor(2);
        Assert.InRange((Assert.Single(_network.Sent.Skip(before)).At - last).TotalMilliseconds, 401, 501);
    }

    [Fact]
    [Conforms("6762-10.2-c", "6762-10.2-d")]
    public void UniqueSetOfWhichTheAskerKnowsAPart_IsToldWhole()
    {
        _host.AddAddresses("2001:db8::1", "2001:db8::2");
        _network.RunFor(5);
        DnsRecord known = new(HostName, DnsRecordType.Aaaa, new AddressData(IPAddress.Parse("2001:db8::1")), 120);

        SentMessage answer = Assert.Single(_asker.Send(Asker.Query([new DnsQuestion(HostName, DnsRecordType.Aaaa)], [known])));

        Assert.Equal(2, answer.Message.Answers.Count);
        Assert.All(answer.Message.Answers, record => Assert.True(record is { Type: DnsRecordType.Aaaa, IsUnique: true }));
    }

    [Fact]
    public void FloodOfQueriesFromPlainResolvers_IsAnsweredOnlySoOften()
    {
        int before = _network.Sent.Count;
        for (int i = 0; i < 2000; i++)
            new Asker(_network, "192.0.2.77", 40_000 + i).Send(Asker.Query(Location), seconds: 0.001);

        Assert.InRange(_network.Sent.Count - before, UnicastReplies.MaximumPerSecond, 3 * UnicastReplies.MaximumPerSecond);
    }

    private static DnsMessage ProbeFor(bool wantsUnicast)
    {
        DnsMessage probe = Asker.Query(new DnsQuestion(Instance, DnsRecordType.Any, wantsUnicast));
        probe.Authorities.Add(new DnsRecord(Instance, DnsRecordType.Srv, new ServiceData(0, 0, 1, DnsName.Parse("x.local")), 120));
        return probe;
    }
}
