using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>How names are taken, told, changed and given up.</summary>
public sealed class ClaimingTests
{
    private static readonly DnsName Instance = VirtualNetwork.BoardName.Child("Ana");

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _host;
    private readonly Asker _other;

    public ClaimingTests()
    {
        _host = _network.AddHost("192.0.2.1");
        _other = new Asker(_network);
    }

    [Fact]
    [Conforms("6762-8.1-d")]
    public void NameKnownFromTheCacheAlone_IsFree()
    {
        _host.Browse();
        _other.Send(Asker.Response(Asker.Service("Ana")));
        _host.Advertise("Ana");
        _network.RunFor(5);

        Assert.Equal("Ana", _host.Engine.Responder.InstanceNameOf(1));
        Assert.Equal(0, _host.Engine.Responder.Conflicts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(47)]
    [InlineData(65)]
    [Conforms("6762-8.1-g", "6762-8.1-i", "6762-3-b")]
    public void RecordOfAnyTypeWithTheName_RefusesAProbe(ushort type)
    {
        _host.Advertise("Ana");
        _network.RunUntil(() => _network.Sent.Any(message => message.IsProbe));
        DnsRecordData data = type switch
        {
            1 => new AddressData(_other.Source.Address),
            47 => new DenialData(Instance, [DnsRecordType.Srv]),
            _ => new OpaqueData(new byte[] { 1, 65 }),
        };

        _other.Send(Asker.Response(new DnsRecord(Instance, (DnsRecordType)type, data, 120, IsUnique: true)));

        Assert.Equal("Ana (2)", _host.Engine.Responder.InstanceNameOf(1));
    }

    [Theory]
    [InlineData(65535, 1001)]
    [InlineData(4711, 250)]
    [InlineData(1, 250)]
    [Conforms("6762-8.2-c", "6762-8.2.1-a")]
    public void ProbeOfAnotherHostForTheSameName_MakesThisOneWaitASecondIfItsDataIsLower(int port, int wait)
    {
        _host.Advertise("Ana");
        _network.RunUntil(() => _network.Sent.Any(message => message.IsProbe));
        DnsMessage probe = Asker.Query(new DnsQuestion(Instance, DnsRecordType.Any));
        probe.Authorities.Add(new DnsRecord(Instance, DnsRecordType.Txt, new OpaqueData("\u0003v=1"u8.ToArray()), 4500));
        probe.Authorities.Add(new DnsRecord(Instance, DnsRecordType.Srv, new ServiceData(0, 0, (ushort)port, _host.Engine.Responder.HostName), 120));
        TimeSpan heard = _network.Now;

        _other.Send(probe, seconds: 5);

        double[] told = [.. _network.Sent
            .Where(message => message.Message.Questions.Exists(question => question.Name.Equals(Instance)) || message.Answers(Instance, DnsRecordType.Srv))
            .Select(message => (message.At - heard).TotalMilliseconds)];
        Assert.Equal(0, told[0], tolerance: 1);
        // The probe takes a millisecond to come. Then: the probes that are left, or three new ones, and two announcements.
        double[] probes = wait > 250 ? [wait, wait + 250, wait + 500] : [told[0] + 250, told[0] + 500];
        Assert.Equal([.. probes, probes[^1] + 250, probes[^1] + 1250], told[1..]);
        Assert.Equal("Ana", _host.Engine.Responder.InstanceNameOf(1));
    }

    [Theory]
    [InlineData(DnsSection.Answer)]
    [InlineData(DnsSection.Authority)]
    [InlineData(DnsSection.Additional)]
    [Conforms("6762-9-a", "6762-8.3-e", "6762-6.6-a")]
    public void OtherDataForANameOfOurs_SendsItBackToProbingFromWhateverSectionItComes(object section)
    {
        Establish();
        var conflict = new DnsMessage { IsResponse = true };
        List<DnsRecord> records = section switch
        {
            DnsSection.Answer => conflict.Answers,
            DnsSection.Authority => conflict.Authorities,
            _ => conflict.Additionals,
        };
        records.Add(new DnsRecord(Instance, DnsRecordType.Srv, new ServiceData(0, 0, 9, DnsName.Parse("x.local")), 120, IsUnique: true));
        var writer = new DnsMessageWriter(512);
        writer.TryAdd((DnsSection)section, records[0]);
        int before = _network.Sent.Count;

        _network.InjectBytes(writer.ToMessage(0, isResponse: true, isTruncated: false), _other.Source);
        _network.RunFor(5);

        Assert.Equal(3, _network.Sent.Skip(before).Count(message => message.IsProbe));
        // Nobody defended the name, so it stays.
        Assert.Equal("Ana", _host.Engine.Responder.InstanceNameOf(1));
    }

    [Fact]
    [Conforms("6762-9-c", "6762-6.6-a")]
    public void EqualDataAndOtherSharedRecords_AreNoConflict()
    {
        Establish();
        List<DnsRecord> announced = [.. _network.Sent.First(message => message.IsResponse).Message.Answers];
        int before = _network.Sent.Count;

        _other.Send(Asker.Response([.. announced, Asker.Service("Ben")[0]]));

        Assert.Equal(before, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-8.3-d")]
    public void ServiceLeftAlone_SaysNothingForADay()
    {
        Establish();
        int before = _network.Sent.Count;
        _network.RunFor(TimeSpan.FromDays(1));

        Assert.Equal(before, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-6-o")]
    public void ServicesThatComeShortlyAfterEachOther_TellWhatTheyShareOnceASecond()
    {
        for (int i = 1; i <= 5; i++)
        {
            _host.Advertise("Board " + i, id: i);
            _network.RunFor(0.3);
        }

        _network.RunFor(10);
        TimeSpan[] told = [.. _network.Sent.Where(message => message.Answers(MdnsNames.ServiceTypes, DnsRecordType.Ptr)).Select(message => message.At)];
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
        Assert.Equal(2, _network.Sent.Count(message => message.Answers(VirtualNetwork.BoardName.Child("Board 5"), DnsRecordType.Srv)));
    }

    [Fact]
    [Conforms("6762-8.4-a", "6762-8.4-c")]
    public void UpdatedTxtRecord_IsAnnouncedTwiceWithoutAProbeOrAGoodbye()
    {
        Establish();
        ServiceBrowser browser = _network.AddHost("192.0.2.2", seed: 2).Browse();
        _network.RunFor(5);
        int before = _network.Sent.Count;
        TimeSpan updated = _network.Now;

        _host.Engine.Responder.UpdateService(1, TxtRecord.Empty.With("v", "2"), _network.Now);

        TimeSpan taken = _network.RunUntil(() => browser.Services.Values.Single().Txt.GetText("v") == "2");
        Assert.InRange(taken.TotalMilliseconds, 0, 10);
        _network.RunFor(5);
        SentMessage[] told = [.. _network.Sent.Skip(before).Where(message => message.Answers(Instance, DnsRecordType.Txt))];
        Assert.Equal([0, 1000], told.Select(message => (message.At - updated).TotalMilliseconds));
        DnsRecord[] records = [.. _network.Sent.Skip(before).SelectMany(message => message.Message.Answers.Where(record => record.Type == DnsRecordType.Txt))];
        Assert.All(records, record => Assert.Equal(new DnsRecord(Instance, DnsRecordType.Txt, new OpaqueData("\u0003v=2"u8.ToArray()), 4500, IsUnique: true), record));
        Assert.DoesNotContain(_network.Sent.Skip(before), message => message.IsProbe);
    }

    [Fact]
    [Conforms("6762-8.4-d")]
    public void UpdatesInQuickSuccession_AreToldTenTimesAMinuteAndTheLastOneAlways()
    {
        Establish();
        TimeSpan start = _network.Now;
        for (int i = 1; i <= 60; i++)
        {
            _host.Engine.Responder.UpdateService(1, TxtRecord.Empty.With("n", i.ToString(System.Globalization.CultureInfo.InvariantCulture)), _network.Now);
            _network.RunFor(0.5);
        }

        _network.RunFor(100);
        (TimeSpan At, DnsRecordData Data)[] told =
        [
            .. _network.Sent.Where(message => message.At >= start)
                .SelectMany(message => message.Message.Answers.Where(record => record.Type == DnsRecordType.Txt).Select(record => (message.At - start, record.Data))),
        ];
        Assert.InRange(told.Where(each => each.At < TimeSpan.FromMinutes(1)).Select(each => each.Data).Distinct().Count(), 1, 10);
        Assert.Equal(new OpaqueData("\u0004n=60"u8.ToArray()), told[^1].Data);
    }

    [Fact]
    [Conforms("6762-10.1-a", "6762-8.4-b")]
    public void ServiceWithdrawnOrRenamedWhileAnUpdateWaits_IsSaidGoodbyeTo()
    {
        Establish();
        UpdateUntilOneWaits();
        int before = _network.Sent.Count;
        _host.Engine.Responder.RemoveService(1);
        _network.RunFor(1);
        AssertGoodbye();

        _host.Advertise("Ana");
        _network.RunFor(10);
        UpdateUntilOneWaits();
        before = _network.Sent.Count;
        // Another host refuses the name when it is probed for again.
        DnsRecord theirs = new(Instance, DnsRecordType.Srv, new ServiceData(0, 0, 9, DnsName.Parse("x.local")), 120, IsUnique: true);
        MdnsLinkState second = new(new MdnsLink(3, AddressFamily.InterNetwork), [new InterfaceAddress(IPAddress.Parse("198.51.100.1"), 24)]);
        _host.Engine.SetLinks([_host.State(), second], _network.Now);
        _network.RunFor(0.3);
        _host.Engine.HandleDatagram(second.Link, Assert.Single(DnsMessagePacker.Pack(Asker.Response(theirs))), _other.Source, isMulticast: true, _network.Now);
        _network.RunFor(0.1);
        Assert.Equal("Ana (2)", _host.Engine.Responder.InstanceNameOf(1));
        AssertGoodbye();

        void UpdateUntilOneWaits()
        {
            for (int i = 0; i <= MdnsTiming.UpdateLimit; i++)
            {
                _host.Engine.Responder.UpdateService(1, TxtRecord.Empty.With("n", i.ToString(System.Globalization.CultureInfo.InvariantCulture)), _network.Now);
                _network.RunFor(2);
            }
        }

        void AssertGoodbye() => Assert.Contains(
            _network.Sent.Skip(before).SelectMany(message => message.Message.Answers),
            record => record.TimeToLive == 0 && record.Data.Equals(new PointerData(Instance)));
    }

    [Fact]
    public void UpdateThatSaysTheSame_IsNotTold()
    {
        Establish();
        int before = _network.Sent.Count;
        _host.Engine.Responder.UpdateService(1, TxtRecord.Empty.With("v", "1"), _network.Now);
        _network.RunFor(5);

        Assert.Equal(before, _network.Sent.Count);
    }

    [Fact]
    [Conforms("6762-8.4-c", "6762-10.1-a")]
    public void LastAddressOfAFamily_IsSaidGoodbyeToAndAnExchangedOneIsNot()
    {
        Establish();
        _host.AddAddresses("2001:db8::1");
        _network.RunFor(5);
        int before = _network.Sent.Count;
        _host.Renumber("192.0.2.50");
        _network.RunFor(5);

        DnsRecord goodbye = Assert.Single(_network.Sent.Skip(before).SelectMany(message => message.Message.Answers), record => record.TimeToLive == 0);
        Assert.Equal(new AddressData(IPAddress.Parse("2001:db8::1")), goodbye.Data);
    }

    [Fact]
    [Conforms("6762-8.4-a", "6762-6-o")]
    public void AddressAddedJustAfterAnother_IsToldWithItsWholeSetASecondAfterTheFirst()
    {
        Establish();
        _host.AddAddresses("2001:db8::1");
        _network.RunFor(0.3);
        int before = _network.Sent.Count;
        _host.AddAddresses("2001:db8::1", "2001:db8::2");
        _network.RunFor(5);

        DnsName host = _host.Engine.Responder.HostName;
        SentMessage first = _network.Sent.Skip(before).First(message => message.Answers(host, DnsRecordType.Aaaa));
        Assert.Equal(2, first.Message.Answers.Count(record => record.Type == DnsRecordType.Aaaa));
        TimeSpan[] told = [.. _network.Sent.Where(message => message.Answers(host, DnsRecordType.Aaaa)).Select(message => message.At)];
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    [Conforms("6762-10.1-a", "6763-7.1-a")]
    public void ServiceWithSubtypes_TellsThemAndTakesThemAlong()
    {
        _host.Advertise(new ServiceAdvertisement("Ana", VirtualNetwork.Board, 1) { Subtypes = ["_big", "_wide"] });
        _network.RunFor(5);
        DnsName big = MdnsNames.For(VirtualNetwork.Board.WithSubtype("_big"));
        Assert.Equal("_big._sub._whiteboard._tcp.local", big.ToString());
        int before = _network.Sent.Count;
        Assert.Contains(_network.Sent, message => message.Answers(big, DnsRecordType.Ptr));

        _host.Engine.Responder.RemoveService(1);
        _network.RunFor(1);

        DnsRecord[] goodbyes = [.. _network.Sent.Skip(before).SelectMany(message => message.Message.Answers)];
        Assert.All(goodbyes, record => Assert.Equal(0u, record.TimeToLive));
        Assert.Equal(3, goodbyes.Count(record => record.Data.Equals(new PointerData(Instance))));
    }

    [Fact]
    public void HostNameThatIsTaken_IsReplacedInTheServicesOnceTheNewOneIsClaimed()
    {
        Establish();
        DnsName taken = _host.Engine.Responder.HostName;
        DnsRecord theirs = new(taken, DnsRecordType.A, new AddressData(_other.Source.Address), 120, IsUnique: true);
        _other.Send(Asker.Response(theirs), seconds: 0.1);
        int before = _network.Sent.Count;
        _other.Send(Asker.Response(theirs), seconds: 10);

        DnsName renamed = _host.Engine.Responder.HostName;
        Assert.NotEqual(taken, renamed);
        SentMessage[] sent = [.. _network.Sent.Skip(before)];
        int claimed = Array.FindIndex(sent, message => message.Answers(renamed, DnsRecordType.A));
        int told = Array.FindIndex(sent, message => message.Message.Answers.Exists(record => record.Data is ServiceData service && service.Host.Equals(renamed)));
        Assert.InRange(told, claimed, sent.Length - 1);
        Assert.InRange(sent.Count(message => message.Answers(Instance, DnsRecordType.Srv)), 2, 2);
    }

    private void Establish()
    {
        _host.Advertise("Ana");
        _network.RunFor(10);
    }
}
