using System.Net;
using PeerProto.Sessions;

namespace PeerProto.Tests.Sessions;

public sealed class AdvertisedPortsTests
{
    [Theory]
    [InlineData("tcp://0.0.0.0:4000", 4000, "")]
    [InlineData("quic://0.0.0.0:5000 tcp://0.0.0.0:4000", 4000, "p-quic=5000")]
    [InlineData("quic://0.0.0.0:5000", 5000, "p-quic=5000 p-tcp=0")]
    [InlineData("memory://somewhere tcp://0.0.0.0:4000", 4000, "")]
    public void PortOfTcpStandsInTheServiceRecord_OthersInTheText(string local, int port, string txt)
    {
        AdvertisedPorts? ports = AdvertisedPorts.Of(local.Split(' ').Select(PeerEndpoint.Parse));

        Assert.Equal((port, txt), (ports?.Port, ports?.AddTo(TxtRecord.Empty).ToString()));
    }

    [Fact]
    public void NothingListensAtAPort_NothingIsAdvertised() => Assert.Null(AdvertisedPorts.Of([PeerEndpoint.Parse("memory://somewhere")]));

    [Theory]
    [InlineData("", "tcp://192.0.2.1:4000")]
    [InlineData("p-quic=5000", "tcp://192.0.2.1:4000 quic://192.0.2.1:5000")]
    [InlineData("p-quic=5000 p-tcp=0", "quic://192.0.2.1:5000")]
    [InlineData("p-quic=70000", "tcp://192.0.2.1:4000")]
    [InlineData("p-quic=no", "tcp://192.0.2.1:4000")]
    [InlineData("p-=5", "tcp://192.0.2.1:4000")]
    [InlineData("p-a/b=5", "tcp://192.0.2.1:4000")]
    public void FoundService_TellsTheEndpointsOfAllTransports(string txt, string expected)
    {
        TxtRecord record = txt.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=')).Aggregate(TxtRecord.Empty, (sum, entry) => sum.With(entry[0], entry[1]));
        DiscoveredService service = new("instance", ServiceType.FromContractName("test"), "host.local", 4000, record, [new IPEndPoint(IPAddress.Parse("192.0.2.1"), 4000)]);

        Assert.Equal(expected, string.Join(' ', AdvertisedPorts.EndpointsOf(service)));
    }

    [Fact]
    public void StrangerListsPortsWithoutEnd_FewAreRead()
    {
        TxtRecord txt = Enumerable.Range(1, 40).Aggregate(TxtRecord.Empty, (sum, number) => sum.With($"p-t{number}", $"{number}"));
        DiscoveredService service = new("instance", ServiceType.FromContractName("test"), "host.local", 4000, txt, [new IPEndPoint(IPAddress.Loopback, 4000)]);

        Assert.Equal(1 + AdvertisedPorts.MaximumPorts, AdvertisedPorts.EndpointsOf(service).Count);
    }
}
