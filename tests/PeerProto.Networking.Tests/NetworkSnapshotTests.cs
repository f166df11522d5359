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
}
