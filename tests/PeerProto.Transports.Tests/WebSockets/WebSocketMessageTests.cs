using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace PeerProto.Transports.Tests.WebSockets;

/// <summary>What the messages on the wire look like to the base library's client, and to a program that reads the bytes.</summary>
public sealed class WebSocketMessageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachWrite_IsOneBinaryMessage()
    {
        await using Pair pair = await Pair.StartAsync();
        foreach (int size in new[] { 1, 125, 126, 65_536, 300_000 })
        {
            Task writing = pair.Stream.WriteAsync(new byte[size], Token).AsTask();
            Assert.Equal((WebSocketMessageType.Binary, size), await pair.ReceiveAsync());
            await writing;
        }
    }

    [Fact]
    public async Task WriteBeyondTheLimit_IsSeveralMessages()
    {
        await using Pair pair = await Pair.StartAsync(new WebSocketOptions { MaximumMessageBytes = 100_000 });
        Task writing = pair.Stream.WriteAsync(new byte[250_000], Token).AsTask();
        Assert.Equal(100_000, (await pair.ReceiveAsync()).Length);
        Assert.Equal(100_000, (await pair.ReceiveAsync()).Length);
        Assert.Equal(50_000, (await pair.ReceiveAsync()).Length);
        await writing;
    }

    [Fact]
    public async Task MessagesOfAnySize_AreOneRunOfBytes()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.Client.SendAsync(new byte[] { 1, 2 }, WebSocketMessageType.Binary, endOfMessage: false, Token);
        await pair.Client.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Binary, endOfMessage: true, Token);
        await pair.Client.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Binary, endOfMessage: true, Token);
        await pair.Client.SendAsync(new byte[] { 3 }, WebSocketMessageType.Binary, endOfMessage: true, Token);
        var received = new byte[3];
        await pair.Stream.ReadExactlyAsync(received, Token);
        Assert.Equal([1, 2, 3], received);
    }

    [Fact]
    public async Task TextMessage_IsRefusedWithItsCode()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.Client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Token);
        await Assert.ThrowsAsync<IOException>(() => pair.Stream.ReadAsync(new byte[10], CancellationToken.None).AsTask());
        Assert.Equal(WebSocketMessageType.Close, (await pair.ReceiveAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, pair.Client.CloseStatus);
    }

    [Fact]
    public async Task MessageBeyondTheLimit_IsRefusedWithItsCode()
    {
        await using Pair pair = await Pair.StartAsync(new WebSocketOptions { MaximumMessageBytes = 1000 });
        await pair.Client.SendAsync(new byte[1001], WebSocketMessageType.Binary, endOfMessage: true, Token);
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (int read = 0; read <= 1000;)
                read += await pair.Stream.ReadAsync(new byte[600], CancellationToken.None);
        });
        Assert.Equal(WebSocketMessageType.Close, (await pair.ReceiveAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, pair.Client.CloseStatus);
    }

    [Fact]
    public async Task ManyMessagesAtTheLimit_AreWelcome()
    {
        await using Pair pair = await Pair.StartAsync(new WebSocketOptions { MaximumMessageBytes = 1000 });
        for (int i = 0; i < 3; i++)
            await pair.Client.SendAsync(new byte[1000], WebSocketMessageType.Binary, endOfMessage: true, Token);
        await pair.Stream.ReadExactlyAsync(new byte[3000], Token);
    }

    [Fact]
    public async Task PeerSaysGoodbye_IsTheEndAndIsAnswered()
    {
        await using Pair pair = await Pair.StartAsync();
        Task closing = pair.Client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        Assert.Equal(0, await pair.Stream.ReadAsync(new byte[1], CancellationToken.None));
        Assert.Equal(0, await pair.Stream.ReadAsync(new byte[1], Token));
        await pair.Stream.DisposeAsync();
        await closing;
        Assert.Equal(WebSocketState.Closed, pair.Client.State);
    }

    [Fact]
    public async Task PeerSaysGoodbyeForAFailure_IsAFailure()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.Client.CloseOutputAsync(WebSocketCloseStatus.InternalServerError, "no room", Token);
        IOException failure = await Assert.ThrowsAsync<IOException>(() => pair.Stream.ReadAsync(new byte[1], Token).AsTask());
        Assert.Contains("1011", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no room", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnGoodbye_ReachesThePeerBehindTheLastMessage()
    {
        await using Pair pair = await Pair.StartAsync();
        await pair.Stream.WriteAsync(new byte[10], Token);
        await pair.Stream.DisposeAsync();
        Assert.Equal((WebSocketMessageType.Binary, 10), await pair.ReceiveAsync());
        Assert.Equal(WebSocketMessageType.Close, (await pair.ReceiveAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, pair.Client.CloseStatus);
        await pair.Client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
    }

    [Fact]
    public async Task LinkWithoutGoodbye_IsLost()
    {
        await using Pair pair = await Pair.StartAsync();
        pair.Client.Abort();
        await Assert.ThrowsAsync<IOException>(() => pair.Stream.ReadAsync(new byte[1], Token).AsTask());
    }

    [Fact]
    public async Task CancelledRead_LeavesTheLinkAndItsBytes()
    {
        await using Pair pair = await Pair.StartAsync();
        using var cancel = new CancellationTokenSource();
        Task<int> reading = pair.Stream.ReadAsync(new byte[4], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        await pair.Client.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, Token);
        var received = new byte[3];
        await pair.Stream.ReadExactlyAsync(received.AsMemory(0, 1), CancellationToken.None);
        await pair.Stream.ReadExactlyAsync(received.AsMemory(1), Token);
        Assert.Equal([1, 2, 3], received);
    }

    [Fact]
    public async Task Ping_IsAnswered()
    {
        (UpgradeScene scene, NetworkStream client, Stream server) = await RawAsync(new WebSocketOptions());
        await using (scene)
        await using (client)
        {
            Task<int> reading = server.ReadAsync(new byte[1], CancellationToken.None).AsTask();
            await client.WriteAsync(new byte[] { 0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i' }, Token);
            var pong = new byte[4];
            await client.ReadExactlyAsync(pong, Token);
            Assert.Equal([0x8A, 2, (byte)'h', (byte)'i'], pong);
            await client.WriteAsync(new byte[] { 0x82, 0x81, 0, 0, 0, 0, 7 }, Token);
            Assert.Equal(1, await reading);
        }
    }

    [Fact]
    public async Task IdleLink_IsKeptOpen()
    {
        (UpgradeScene scene, NetworkStream client, _) = await RawAsync(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromMilliseconds(20) });
        await using (scene)
        await using (client)
        {
            var pong = new byte[2];
            await client.ReadExactlyAsync(pong, Token);
            Assert.Equal([0x8A, 0], pong);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xC2, 0x81, 0, 0, 0, 0, 7 })] // a reserved bit
    [InlineData(new byte[] { 0x83, 0x81, 0, 0, 0, 0, 7 })] // a reserved opcode
    [InlineData(new byte[] { 0x80, 0x81, 0, 0, 0, 0, 7 })] // a continuation of nothing
    [InlineData(new byte[] { 0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 })] // a negative length
    [InlineData(new byte[] { 0x09, 0x80, 0, 0, 0, 0 })] // a ping in fragments
    public async Task FrameAgainstTheRules_EndsTheLink(byte[] frame)
    {
        (UpgradeScene scene, NetworkStream client, Stream server) = await RawAsync(new WebSocketOptions());
        await using (scene)
        await using (client)
        {
            await client.WriteAsync(frame, Token);
            await Assert.ThrowsAsync<IOException>(() => server.ReadAsync(new byte[16], CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
        }
    }

    [Fact]
    public async Task ServerOfTheBaseLibrary_TakesOurClient()
    {
        using var http = new HttpListener();
        int port = FreePort();
        http.Prefixes.Add($"http://127.0.0.1:{port}/peer/");
        http.Start();
        Task<HttpListenerContext> asked = http.GetContextAsync();
        ITransportConnection client = await new TcpTransport().ConnectAsync(PeerEndpoint.Parse($"ws://127.0.0.1:{port}/peer/"), Token);
        Task<Stream> completing = client.CompleteAsync(client.Stream, Token).AsTask();
        HttpListenerWebSocketContext server = await (await asked).AcceptWebSocketAsync(WebSocketTransport.SubProtocol);
        await using Stream stream = await completing;

        await stream.WriteAsync(new byte[] { 1, 2, 3 }, Token);
        var received = new byte[3];
        WebSocketReceiveResult message = await server.WebSocket.ReceiveAsync(received, Token);
        Assert.True(message is { Count: 3, EndOfMessage: true, MessageType: WebSocketMessageType.Binary });
        await server.WebSocket.SendAsync(received, WebSocketMessageType.Binary, endOfMessage: true, Token);
        await stream.ReadExactlyAsync(received, Token);
        Assert.Equal([1, 2, 3], received);
    }

    private static async Task<(UpgradeScene Scene, NetworkStream Client, Stream Server)> RawAsync(WebSocketOptions options)
    {
        UpgradeScene scene = await UpgradeScene.StartAsync(options);
        Task<(ITransportConnection Connection, Stream Stream)> accepting = scene.AcceptAsync();
        NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, UpgradeScene.Request);
        Assert.StartsWith("HTTP/1.1 101 ", await UpgradeScene.HearHeadAsync(client), StringComparison.Ordinal);
        return (scene, client, (await accepting).Stream);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Our listener's stream, and the base library's client at its other end.</summary>
    private sealed class Pair(UpgradeScene scene, ClientWebSocket client, Stream stream) : IAsyncDisposable
    {
        private readonly byte[] _buffer = new byte[512 * 1024];

        public ClientWebSocket Client => client;

        public Stream Stream => stream;

        public static async Task<Pair> StartAsync(WebSocketOptions? options = null)
        {
            UpgradeScene scene = await UpgradeScene.StartAsync(options);
            Task<(ITransportConnection Connection, Stream Stream)> accepting = scene.AcceptAsync();
            var client = new ClientWebSocket();
            client.Options.AddSubProtocol(WebSocketTransport.SubProtocol);
            await client.ConnectAsync(new Uri($"ws://{scene.Endpoint.Address}/"), Token);
            Assert.Equal(WebSocketTransport.SubProtocol, client.SubProtocol);
            return new Pair(scene, client, (await accepting).Stream);
        }

        /// <summary>The next message as a whole.</summary>
        public async Task<(WebSocketMessageType Type, int Length)> ReceiveAsync()
        {
            int length = 0;
            while (true)
            {
                ValueWebSocketReceiveResult part = await client.ReceiveAsync(_buffer.AsMemory(length), Token);
                length += part.Count;
                if (part.EndOfMessage)
                    return (part.MessageType, length);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
            await scene.DisposeAsync();
        }
    }
}
