using System.Net;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Networking;
using PeerProto.Sessions;

namespace PeerProto.Tests.Sessions;

public sealed class WinnerMemoryTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Winner_IsRememberedForItsNetworkOnly()
    {
        WinnerMemory memory = new(_time);
        memory.Remember(Network(1), "tcp");

        Assert.Equal("tcp", memory.Find(Network(1)));
        Assert.Null(memory.Find(Network(2)));
    }

    [Fact]
    public void WinnerThatKeepsWinning_FadesAllTheSameSoThatTheOthersHaveTheirChance()
    {
        WinnerMemory memory = new(_time);
        memory.Remember(Network(1), "tcp");
        _time.Advance(WinnerMemory.Lifetime / 2);
        memory.Remember(Network(1), "tcp");
        _time.Advance(WinnerMemory.Lifetime / 2);

        Assert.Null(memory.Find(Network(1)));
        memory.Remember(Network(1), "quic");
        Assert.Equal("quic", memory.Find(Network(1)));
    }

    [Fact]
    public void MoreNetworksThanThePlaces_TheOldestMakeRoom()
    {
        WinnerMemory memory = new(_time);
        for (int i = 0; i < 10 * WinnerMemory.MaximumNetworks; i++)
        {
            memory.Remember(Network(i), "tcp");
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(WinnerMemory.MaximumNetworks, memory.Count);
        Assert.Equal("tcp", memory.Find(Network(10 * WinnerMemory.MaximumNetworks - 1)));
        Assert.Null(memory.Find(Network(0)));
    }

    private static NetworkIdentity Network(int number) =>
        new(NetworkInterfaceKind.Ethernet, new InterfaceAddress(new IPAddress([10, (byte)(number >> 8), (byte)number, 0]), 24), null);
}
