using System.Net;

namespace PeerProto.Networking.Tests;

public sealed class NetworkSnapshotTests
{
    private static readonly NetworkInterfaceSnapshot Loopback = new()
    {
        Name = "lo", Index = 1, Kind = NetworkInterfaceKind.Loopback, IsUp = true, Addresses = [new(IPAddress.Loopback, 8)],
    };

    private static readonly NetworkInterfaceSnapshot Wire = new()
    {
        Name = "eth0", Index = 2, Kind = NetworkInterfaceKind.Ethernet, IsUp = true, SupportsMulticast = true,
        Addresses = [new(IPAddress.Parse("192.0.2.1"), 24)],
    };

    [Fact]
    public void LoopbackBesideAWire_IsNotUsable() => Assert.Equal([Wire], new NetworkSnapshot([Wire, Loopback]).SelectUsable());

    [Fact]
    public void LoopbackAlone_IsUsable() => Assert.Equal([Loopback], new NetworkSnapshot([Loopback]).SelectUsable());

    [Fact]
    public void WireThatIsDown_LeavesLoopback() => Assert.Equal([Loopback], new NetworkSnapshot([Loopback, Wire with { IsUp = false }]).SelectUsable());

    [Fact]
    public void InterfaceWithoutMulticastOrAddress_IsNotUsable() =>
        Assert.Empty(new NetworkSnapshot([Wire with { SupportsMulticast = false }, Wire with { Index = 3, Addresses = [] }]).SelectUsable());

    [Fact]
    public void FilteredInterface_IsNotUsable() =>
        Assert.Equal([Loopback], new NetworkSnapshot([Loopback, Wire]).SelectUsable(network => network.Name != "eth0"));

    [Fact]
    public void SnapshotsOfTheSameState_AreEqual()
    {
        var one = new NetworkSnapshot([Loopback, Wire]);
        var other = new NetworkSnapshot([Wire with { Addresses = [new(IPAddress.Parse("192.0.2.1"), 24)] }, Loopback]);

        Assert.Equal(one, other);
        Assert.True(other.Since(one).IsEmpty);
    }

    [Fact]
    public void Difference_NamesWhatCameChangedAndWent()
    {
        NetworkInterfaceSnapshot moved = Wire with { Addresses = [new(IPAddress.Parse("192.0.2.9"), 24)] };
        NetworkInterfaceSnapshot wireless = Wire with { Name = "wlan0", Index = 3 };

        NetworkDifference difference = new NetworkSnapshot([moved, wireless]).Since(new NetworkSnapshot([Loopback, Wire]));

        Assert.Equal([wireless], difference.Added);
        Assert.Equal([moved], difference.Changed);
        Assert.Equal([Loopback], difference.Removed);
    }

    [Theory]
    [InlineData("192.0.2.77", "eth0")] // in its network
    [InlineData("198.51.100.7", "wlan0")] // by the default route
    [InlineData("192.0.2.1", "lo")] // this machine itself
    [InlineData("127.0.0.5", "lo")]
    [InlineData("::ffff:192.0.2.77", "eth0")]
    [InlineData("2001:db8::1", null)] // no route of that family
    public void RouteToAnAddress_LeavesByTheInterfaceThatLeadsThere(string destination, string? expected) =>
        Assert.Equal(expected, Routed.FindRoute(IPAddress.Parse(destination))?.Name);

    [Fact]
    public void InterfaceThatIsDown_OwnsAndReachesNothing()
    {
        var down = new NetworkSnapshot([Loopback, Wire with { IsUp = false }]);

        Assert.Null(down.FindOwner(IPAddress.Parse("192.0.2.1")));
        Assert.Null(down.FindRoute(IPAddress.Parse("192.0.2.77")));
    }

    [Fact]
    public void LinkLocalAddress_IsReachedByTheInterfaceOfItsScopeOnly()
    {
        NetworkInterfaceSnapshot one = Wire with { Addresses = [new(IPAddress.Parse("fe80::1%2"), 64)] };
        NetworkInterfaceSnapshot other = Wire with { Name = "eth1", Index = 3, Addresses = [new(IPAddress.Parse("fe80::1%3"), 64)] };

        Assert.Equal("eth1", new NetworkSnapshot([one, other]).FindRoute(IPAddress.Parse("fe80::9%3"))?.Name);
    }

    [Fact]
    public void SamePlaceAgain_IsTheSameNetworkWhateverTheOwnAddress()
    {
        IPAddress peer = IPAddress.Parse("192.0.2.77");
        NetworkInterfaceSnapshot again = Wire with { Name = "eth7", Index = 9, Addresses = [new(IPAddress.Parse("192.0.2.200"), 24)] };

        NetworkIdentity? first = new NetworkSnapshot([Loopback, Wire]).IdentifyNetwork(peer);

        Assert.Equal("192.0.2.0/24", first?.ToString());
        Assert.Equal(first, new NetworkSnapshot([again]).IdentifyNetwork(peer));
        Assert.NotEqual(first, new NetworkSnapshot([again with { Gateways = [IPAddress.Parse("192.0.2.254")] }]).IdentifyNetwork(peer));
        Assert.Null(new NetworkSnapshot([Loopback]).IdentifyNetwork(peer));
    }

    [Fact]
    public void RouterComesOrGoes_IsADifference() =>
        Assert.Single(Routed.Since(new NetworkSnapshot([Loopback, Wire, Wireless with { Gateways = [] }])).Changed);

    private static NetworkInterfaceSnapshot Wireless => new()
    {
        Name = "wlan0", Index = 3, Kind = NetworkInterfaceKind.Wireless, IsUp = true, Addresses = [new(IPAddress.Parse("203.0.113.5"), 28)],
        Gateways = [IPAddress.Parse("203.0.113.1")],
    };

    private static NetworkSnapshot Routed => new([Loopback, Wire, Wireless]);
}
