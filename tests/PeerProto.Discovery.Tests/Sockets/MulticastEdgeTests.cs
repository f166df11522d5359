using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Sockets;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Sockets;

public sealed class MulticastEdgeTests
{
    [Fact]
    public void InterfaceThatCannotBeJoined_IsLeftOutAndKeptInMindWhileItIsWanted()
    {
        // No interface has the number, so nothing is joined and nothing can arrive.
        var missing = new NetworkInterfaceSnapshot
        {
            Name = "missing", Index = 999_999, IsUp = true, SupportsMulticast = true, Addresses = [new InterfaceAddress(IPAddress.Parse("192.0.2.1"), 24)],
        };
        using var edge = new MulticastEdge(new FakeTimeProvider(), NullLogger.Instance);
        Assert.False(edge.IsIncomplete);

        Assert.Empty(edge.SetInterfaces([missing]));
        Assert.True(edge.IsIncomplete);
        Assert.Empty(edge.SetInterfaces([missing]));
        Assert.True(edge.IsIncomplete);

        Assert.Empty(edge.SetInterfaces([]));
        Assert.False(edge.IsIncomplete);
    }
}
