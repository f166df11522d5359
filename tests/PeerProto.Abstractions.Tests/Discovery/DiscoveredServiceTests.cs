using System.Net;

namespace PeerProto.Tests.Discovery;

public sealed class DiscoveredServiceTests
{
    private const string Digits = "00112233445566778899aabbccddeeff";

    [Fact]
    public void ServiceOfASession_TellsVersionAndFingerprint()
    {
        DiscoveredService service = With(TxtRecord.Empty.With("w", "1").With("v", "3").With("f", Digits));

        Assert.Equal(3, service.ContractVersion);
        Assert.Equal(Convert.FromHexString(Digits), service.Fingerprint!.Value.ToArray());
    }

    [Theory]
    [InlineData("-1", Digits + "00")]
    [InlineData("3 ", "00112233445566778899aabbccddeef")]
    [InlineData("99999999999", "zz112233445566778899aabbccddeeff")]
    [InlineData("", "")]
    public void MalformedVersionAndFingerprint_AreLeftOut(string version, string fingerprint)
    {
        DiscoveredService service = With(TxtRecord.Empty.With("w", "1").With("v", version).With("f", fingerprint));

        Assert.Null(service.ContractVersion);
        Assert.Null(service.Fingerprint);
    }

    [Fact]
    public void ServiceThatIsNoSession_TellsNeitherVersionNorFingerprint()
    {
        DiscoveredService printer = With(TxtRecord.Empty.With("v", "3").With("f", Digits));

        Assert.Null(printer.ContractVersion);
        Assert.Null(printer.Fingerprint);
        Assert.Null(With(TxtRecord.Empty.With("w", "1")).Fingerprint);
    }

    [Fact]
    public void AddressSeenOnTwoInterfaces_IsOneEndpointAtTwoPlaces()
    {
        IPEndPoint shared = IPEndPoint.Parse("192.0.2.1:4711");
        IPEndPoint other = IPEndPoint.Parse("198.51.100.1:4711");
        DiscoveredService service = At(new(shared, 2), new(shared, 3), new(other, 3));

        Assert.Equal([shared, other], service.Endpoints);
        Assert.Equal(["192.0.2.1:4711 on 2", "192.0.2.1:4711 on 3", "198.51.100.1:4711 on 3"], service.Places.Select(place => place.ToString()));
        Assert.NotEqual(At(new(shared, 2), new(other, 3)), service);
        Assert.Equal(At(new(shared, 2), new(shared, 3), new(other, 3)), service);
    }

    [Fact]
    public void EndpointsOfNoInterface_HaveTheNumberZero()
    {
        ServiceEndpoint place = Assert.Single(With(TxtRecord.Empty).Places);

        Assert.Equal(new ServiceEndpoint(IPEndPoint.Parse("192.0.2.1:4711"), 0), place);
        Assert.Equal("192.0.2.1:4711", place.ToString());
    }

    private static DiscoveredService With(TxtRecord txt) => new("Ana", ServiceType.Parse("_whiteboard._tcp"), "host.local", 4711, txt, [IPEndPoint.Parse("192.0.2.1:4711")]);

    private static DiscoveredService At(params ServiceEndpoint[] places) => new("Ana", ServiceType.Parse("_whiteboard._tcp"), "host.local", 4711, TxtRecord.Empty, places);
}
