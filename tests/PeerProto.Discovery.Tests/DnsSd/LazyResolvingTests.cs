using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.DnsSd;

public sealed class LazyResolvingTests
{
    private static readonly DnsName Ben = VirtualNetwork.BoardName.Child("Ben");

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _host;
    private readonly Asker _other;

    public LazyResolvingTests()
    {
        _host = _network.AddHost("192.0.2.1");
        _other = new Asker(_network);
    }

    [Fact]
    public void BrowseForNames_AsksForPointersOnly()
    {
        InstanceBrowser browser = BrowseNames();
        _other.Send(Asker.Response(Pointer("Ben"), Pointer("Cid")), seconds: 60);
        Assert.Equal(["Ben", "Cid"], NamesIn(browser));

        _other.Send(Asker.Response(Pointer("Cid") with { TimeToLive = 0 }), seconds: 600);

        Assert.Equal(["Ben"], NamesIn(browser));
        Assert.Equal([new DnsQuestion(VirtualNetwork.BoardName, DnsRecordType.Ptr)], Asked().Distinct());
        Assert.InRange(Asked().Count, 5, 12); // at 1, 2, 4 … seconds
    }

    [Fact]
    public void SubtypeInABrowseForNames_NarrowsIt()
    {
        VirtualHost offering = _network.AddHost("192.0.2.2", seed: 2);
        offering.Advertise(new ServiceAdvertisement("Big", VirtualNetwork.Board, 1) { Subtypes = ["_big"] });
        offering.Advertise(new ServiceAdvertisement("Small", VirtualNetwork.Board, 2), id: 2);
        InstanceBrowser browser = _host.Engine.CreateInstanceBrowser(VirtualNetwork.Board.WithSubtype("_big"));
        _host.Engine.AddBrowser(1, browser, _network.Now);
        _network.RunFor(5);

        Assert.Equal(["Big"], NamesIn(browser));
    }

    [Fact]
    public void MoreNamesThanHaveRoom_AreLeftOutUntilOneGoes()
    {
        InstanceBrowser browser = new(VirtualNetwork.Board, capacity: 1);
        _host.Engine.AddBrowser(1, browser, _network.Now);
        _other.Send(Asker.Response(Pointer("Ben")));
        _other.Send(Asker.Response(Pointer("Cid")));
        Assert.Equal(["Ben"], NamesIn(browser));

        _other.Send(Asker.Response(Pointer("Ben") with { TimeToLive = 0 }));

        Assert.Equal(["Cid"], NamesIn(browser));
    }

    [Fact]
    public void Resolving_AsksAboutOneInstanceAndItsHostOnly()
    {
        BrowseNames();
        _other.Send(Asker.Response(Pointer("Ben"), Pointer("Cid")));
        _host.Engine.RemoveBrowser(1, _network.Now);
        int before = Asked().Count;
        InstanceResolver resolver = _host.Engine.CreateInstanceResolver(VirtualNetwork.Board, Ben);
        _host.Engine.AddBrowser(2, resolver, _network.Now);

        // The owner answers each question and adds nothing.
        DnsRecord[] records = Asker.Service("Ben");
        int answered = before;
        _network.RunUntil(() =>
        {
            foreach (DnsQuestion question in Asked().Skip(answered).ToArray())
                _network.Inject(Asker.Response(Array.FindAll(records, question.IsAnsweredBy)), _other.Source);
            answered = Asked().Count;
            return resolver.Service is not null;
        });

        Assert.Equal("192.0.2.99:1", Assert.Single(resolver.Service!.Endpoints).ToString());
        DnsName host = ((ServiceData)records[1].Data).Host;
        Assert.Equal(
            [new(Ben, DnsRecordType.Srv), new(Ben, DnsRecordType.Txt), new(host, DnsRecordType.A), new(host, DnsRecordType.Aaaa)],
            Asked().Skip(before).OrderBy(question => question.Name.Equals(host)).ThenBy(question => question.Type == DnsRecordType.A ? 0 : question.Type == DnsRecordType.Srv ? 1 : 2));
    }

    [Fact]
    public void ResolvingThatHasEnded_AsksNothingAnyMore()
    {
        InstanceResolver resolver = _host.Engine.CreateInstanceResolver(VirtualNetwork.Board, Ben);
        _host.Engine.AddBrowser(1, resolver, _network.Now);
        _network.RunFor(5);
        Assert.NotEmpty(Asked());
        _other.Send(Asker.Response(Asker.Service("Ben")));
        Assert.NotNull(resolver.Service);

        _host.Engine.RemoveBrowser(1, _network.Now);
        int asked = Asked().Count;
        _network.RunFor(TimeSpan.FromHours(2));

        Assert.Equal(asked, Asked().Count);
    }

    [Fact]
    public void ServiceThatIsKnownAlready_IsResolvedWithoutAQuestion()
    {
        _host.Browse();
        _other.Send(Asker.Response([.. Asker.Service("Ben"), Address("2001:db8::99")]));
        int asked = Asked().Count;

        InstanceResolver resolver = _host.Engine.CreateInstanceResolver(VirtualNetwork.Board, Ben);
        _host.Engine.AddBrowser(1, resolver, _network.Now);

        Assert.Equal(2, resolver.Service!.Endpoints.Count);
        _host.Engine.RemoveBrowser(1, _network.Now);
        _network.RunFor(0.5);
        Assert.Equal(asked, Asked().Count);
    }

    private InstanceBrowser BrowseNames()
    {
        InstanceBrowser browser = _host.Engine.CreateInstanceBrowser(VirtualNetwork.Board);
        _host.Engine.AddBrowser(1, browser, _network.Now);
        return browser;
    }

    private List<DnsQuestion> Asked() => [.. _network.SentBy(_host).Where(message => message.IsQuery).SelectMany(message => message.Message.Questions)];

    private static string[] NamesIn(InstanceBrowser browser) => [.. browser.Instances.Select(name => name.FirstLabelText).Order(StringComparer.Ordinal)];

    private static DnsRecord Pointer(string name) => Asker.Service(name)[0];

    private static DnsRecord Address(string address) =>
        new(MdnsNames.Local.Child("Ben"), DnsRecordType.Aaaa, new AddressData(IPAddress.Parse(address)), 120, IsUnique: true);
}
