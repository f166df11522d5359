using System.Net;

namespace PeerProto.Interop.Tests.WebSocket;

/// <summary>The npm package <c>ws</c>, which knows RFC 6455 and nothing of PeerProto, in both roles.</summary>
public sealed class NodeWebSocketTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ClientOfNode_IsTaken()
    {
        NodeProgram.Require();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        await using ITransportListener listener = await new TcpTransport().ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, guard.Token);
        using NodeProgram node = NodeProgram.Start("client.mjs", $"ws://{listener.LocalEndpoint.Address}/");
        ITransportConnection connection = await listener.AcceptAsync(guard.Token);
        Stream stream = await connection.CompleteAsync(connection.Stream, guard.Token);
        await stream.CopyToAsync(stream, guard.Token);
        await stream.DisposeAsync();

        Assert.Equal("""{"protocol":"peerproto","echoed":70000,"equal":true,"pong":"are you there","code":1000}""", await node.NextLineAsync(guard.Token));
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task ServerOfNode_IsDialled()
    {
        NodeProgram.Require();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        using NodeProgram node = NodeProgram.Start("server.mjs");
        PeerEndpoint endpoint = PeerEndpoint.Parse($"ws://127.0.0.1:{await node.NextLineAsync(guard.Token)}/peer");
        ITransportConnection connection = await new TcpTransport().ConnectAsync(endpoint, guard.Token);
        Stream stream = await connection.CompleteAsync(connection.Stream, guard.Token);

        byte[] sent = new byte[200_000];
        new Random(1).NextBytes(sent);
        await stream.WriteAsync(sent, guard.Token);
        byte[] received = new byte[sent.Length];
        await stream.ReadExactlyAsync(received, guard.Token);
        Assert.Equal(sent, received);
        await stream.DisposeAsync();

        Assert.Equal("1000", await node.NextLineAsync(guard.Token));
        await connection.DisposeAsync();
    }
}
