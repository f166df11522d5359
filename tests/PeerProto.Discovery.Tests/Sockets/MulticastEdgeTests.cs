using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task ReplyThatSomebodyRefuses_DoesNotHoldUpReceiving()
    {
        using var edge = new MulticastEdge(new FakeTimeProvider(), NullLogger.Instance);
        var socket = new ScriptedSocket(SocketError.ConnectionReset, SocketError.ConnectionReset, SocketError.Success);

        // Virtual time stands still, so a pause would never end.
        await edge.ReceiveAsync(socket.ReceiveAsync, socket.Received, socket.End.Token).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(0, socket.Remaining);
    }

    [Fact]
    public async Task OtherErrorOfASocket_IsFollowedByAPause()
    {
        var time = new FakeTimeProvider();
        using var edge = new MulticastEdge(time, NullLogger.Instance);
        var socket = new ScriptedSocket(SocketError.NetworkDown, SocketError.Success);

        // Without a thread change the loop runs up to its pause.
        Task receiving = edge.ReceiveAsync(socket.ReceiveAsync, socket.Received, socket.End.Token);
        Assert.Equal((1, false), (socket.Remaining, receiving.IsCompleted));

        time.Advance(TimeSpan.FromMilliseconds(200));
        await receiving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, socket.Remaining);
    }

    /// <summary>Fails as told, one time after another, and ends the loop with what it receives at last.</summary>
    private sealed class ScriptedSocket(params SocketError[] results)
    {
        private int _next;

        public int Remaining => results.Length - _next;

        public CancellationTokenSource End { get; } = new();

        public ValueTask<ReceivedDatagram?> ReceiveAsync(CancellationToken cancellationToken)
        {
            SocketError result = results[_next++];
            if (result != SocketError.Success)
                throw new SocketException((int)result);
            return new(new ReceivedDatagram(default, new IPEndPoint(IPAddress.Loopback, 5353), true, []));
        }

        public void Received(ReceivedDatagram datagram) => End.Cancel();
    }
}
