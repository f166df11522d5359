using System.Net;
using PeerProto.Discovery;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Discovery;

public sealed class PeerDiscoveryTests
{
    [Theory]
    [InlineData(DiscoveryBackend.Automatic, null, true, true)]
    [InlineData(DiscoveryBackend.Automatic, null, false, false)]
    [InlineData(DiscoveryBackend.Automatic, "192.0.2.1", true, true)]
    [InlineData(DiscoveryBackend.Automatic, "127.0.0.1", true, false)]
    [InlineData(DiscoveryBackend.System, "127.0.0.1", false, true)]
    [InlineData(DiscoveryBackend.Managed, null, true, false)]
    public void SystemsService_IsUsedWhereItIsPreferredOrAskedFor(DiscoveryBackend backend, string? address, bool isPreferred, bool expected) =>
        Assert.Equal(expected, PeerDiscovery.UsesSystem(backend, address is null ? null : IPAddress.Parse(address), isPreferred));

    [Fact]
    public async Task Backend_CanBeForced()
    {
        await using IPeerDiscovery system = PeerDiscovery.CreateDefault(new PeerDiscoveryOptions { Backend = DiscoveryBackend.System, Address = IPAddress.Loopback });
        await using IPeerDiscovery managed = PeerDiscovery.CreateDefault(new PeerDiscoveryOptions { Backend = DiscoveryBackend.Managed });

        Assert.IsType<SystemDiscovery>(system);
        Assert.IsType<MdnsDiscovery>(managed);
        Assert.Equal(DiscoveryState.Setup, managed.State);
    }

    [Fact]
    public async Task Linux_UsesItsOwn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It differs by system.");
        await using IPeerDiscovery discovery = PeerDiscovery.CreateDefault();

        Assert.IsType<MdnsDiscovery>(discovery);
    }

    [Fact]
    public async Task PeerToPeerThatNobodyKnows_IsLogged()
    {
        TestLog log = new();
        await using IPeerDiscovery discovery = PeerDiscovery.CreateDefault(
            new PeerDiscoveryOptions { Backend = DiscoveryBackend.Managed, IncludePeerToPeer = true, LoggerFactory = log });

        await log.WhenAsync(1200);
    }
}
