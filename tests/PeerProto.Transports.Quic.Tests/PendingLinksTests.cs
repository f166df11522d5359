using System.Net;

namespace PeerProto.Transports.Quic.Tests;

public sealed class PendingLinksTests
{
    private static readonly IPAddress Stranger = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Friend = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void OneAddressHasAllItsPlaces_OthersStillComeIn()
    {
        PendingLinks pending = new(maximum: 10, maximumPerAddress: 3);
        for (int i = 0; i < 3; i++)
            Assert.True(pending.TryEnter(Stranger));

        Assert.False(pending.TryEnter(Stranger));
        Assert.True(pending.TryEnter(Friend));
        pending.Leave(Stranger);
        Assert.True(pending.TryEnter(Stranger));
    }

    [Fact]
    public void AllPlacesAreTaken_NobodyComesIn()
    {
        PendingLinks pending = new(maximum: 2, maximumPerAddress: 3);
        Assert.True(pending.TryEnter(Stranger));
        Assert.True(pending.TryEnter(Friend));

        Assert.False(pending.TryEnter(IPAddress.Loopback));
        pending.Leave(Friend);
        Assert.True(pending.TryEnter(IPAddress.Loopback));
    }
}
