using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Mdns;

/// <summary>How records of a host that died are forgotten before they expire.</summary>
public sealed class FailureTests
{
    private static readonly DnsName Instance = VirtualNetwork.BoardName.Child("Ana");
    private static readonly DnsQuestion Pointers = new(VirtualNetwork.BoardName, DnsRecordType.Ptr);

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _offering;
    private readonly VirtualHost _host;
    private readonly ServiceBrowser _browser;
    private readonly Asker _other;

    public FailureTests()
    {
        _offering = _network.AddHost("192.0.2.1", seed: 1);
        _offering.Advertise("Ana");
        _host = _network.AddHost("192.0.2.2", seed: 2);
        _browser = _host.Browse();
        _other = new Asker(_network);
        _network.RunFor(20);
        Assert.Single(_browser.Services);
    }

    [Fact]
    [Conforms("6762-10.5-a", "6762-10.5-b")]
    public void RecordThatOthersAskForInVain_IsForgottenAndNotAskedFor()
    {
        _offering.IsCutOff = true;
        int before = _network.SentBy(_host).Count();
        _other.Send(Asker.Query(Pointers), seconds: 1);
        _other.Send(Asker.Query(Pointers), seconds: 9.9);
        Assert.Single(_browser.Services);
        int asked = _network.SentBy(_host).Skip(before).Count(message => message.Message.Questions.Contains(Pointers));

        _network.RunFor(0.2);

        Assert.Empty(_browser.Services);
        Assert.Equal(0, asked);
    }

    [Fact]
    [Conforms("6762-10.5-a")]
    public void RecordWhoseOwnerAnswersTheSecondQuestion_Stays()
    {
        _offering.IsCutOff = true;
        _other.Send(Asker.Query(Pointers), seconds: 1);
        _other.Send(Asker.Query(Pointers), seconds: 1);
        _offering.IsCutOff = false;
        _other.Send(Asker.Query(Pointers), seconds: 30);

        Assert.Single(_browser.Services);
    }

    [Fact]
    public void QuestionsThatNeedNoAnswer_RaiseNoDoubt()
    {
        _offering.IsCutOff = true;
        DnsRecord known = new(VirtualNetwork.BoardName, DnsRecordType.Ptr, new PointerData(Instance), 4500);
        for (int i = 0; i < 3; i++)
        {
            _other.Send(Asker.Query([Pointers], [known]), seconds: 1);
            _other.Send(Asker.Query(Pointers with { WantsUnicast = true }), seconds: 1);
            _other.SendTruncated(Asker.Query(Pointers));
            _network.RunFor(1);
            // Two in one moment may both be answered by one message that was lost.
            if (i == 0)
            {
                _other.Send(Asker.Query(Pointers), seconds: 0.1);
                _other.Send(Asker.Query(Pointers), seconds: 1);
            }
        }

        _network.RunFor(15);
        Assert.Single(_browser.Services);
    }

    [Fact]
    [Conforms("6762-10.4-a", "6762-10.4-b")]
    public void ServiceThatCouldNotBeReached_IsAskedForTwiceAndForgotten()
    {
        _offering.IsCutOff = true;
        int before = _network.SentBy(_host).Count();

        _host.Engine.Reconfirm(Instance, _network.Now);
        TimeSpan taken = _network.RunUntil(() => _browser.Services.Count == 0);

        Assert.InRange(taken.TotalSeconds, 11, 12.3);
        Assert.Equal(2, _network.SentBy(_host).Skip(before).Count(message => message.Message.Questions.Contains(new DnsQuestion(Instance, DnsRecordType.Srv))));
    }

    [Fact]
    [Conforms("6762-10.4-a")]
    public void ServiceWhoseNameIsNoText_IsAskedForAllTheSame()
    {
        // As text each byte becomes a replacement character of three bytes, too long for a label.
        DnsName instance = VirtualNetwork.BoardName.Child(Enumerable.Repeat((byte)0xFF, 30).ToArray());
        DnsRecord[] records = Asker.Service("Ben");
        _other.Send(Asker.Response([records[0] with { Data = new PointerData(instance) }, records[1] with { Name = instance }, records[2] with { Name = instance }, records[3]]), seconds: 5);
        DiscoveredService service = _browser.Services[instance];
        _network.Sent.Clear();

        _host.Engine.Reconfirm(service, _network.Now);
        _host.Engine.Reconfirm(new DiscoveredService(service.InstanceName + "!", service.Type, "x.local", 1, TxtRecord.Empty, Array.Empty<IPEndPoint>()), _network.Now);
        _network.RunFor(15);

        Assert.Contains(_network.SentBy(_host), message => message.Message.Questions.Contains(new DnsQuestion(instance, DnsRecordType.Srv)));
        Assert.Equal(["Ana"], VirtualHost.NamesIn(_browser));
    }

    [Fact]
    [Conforms("6762-10.4-b")]
    public void ServiceThatCouldNotBeReachedButAnswers_Stays()
    {
        DiscoveredService service = _browser.Services.Values.Single();
        _host.Engine.Reconfirm(Instance, _network.Now);
        _network.RunFor(60);

        Assert.Same(service, _browser.Services.Values.Single());
    }
}
