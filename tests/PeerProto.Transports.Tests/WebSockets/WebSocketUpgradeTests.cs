using System.Net.Sockets;

namespace PeerProto.Transports.Tests.WebSockets;

public sealed class WebSocketUpgradeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RequestOfTheSpecification_GetsItsAnswer()
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        Task<(ITransportConnection, Stream)> accepting = scene.AcceptAsync();
        await using NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, UpgradeScene.Request);

        string answer = await UpgradeScene.HearHeadAsync(client);
        (ITransportConnection server, _) = await accepting;

        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", answer, StringComparison.Ordinal); // RFC 6455 section 1.3
        Assert.DoesNotContain("Sec-WebSocket-Protocol", answer, StringComparison.Ordinal);
        Assert.Equal("ws", server.RemoteEndpoint.Transport);
        server.Abort();
    }

    [Theory]
    [InlineData("chat, peerproto", true)]
    [InlineData("chat", false)]
    public async Task SubProtocol_IsChosenOnlyWhereOffered(string offered, bool chosen)
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        Task<(ITransportConnection, Stream)> accepting = scene.AcceptAsync();
        await using NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, UpgradeScene.Request[..^2] + $"Sec-WebSocket-Protocol: {offered}\r\n\r\n");

        string answer = await UpgradeScene.HearHeadAsync(client);
        (await accepting).Item1.Abort();

        Assert.Equal(chosen, answer.Contains("Sec-WebSocket-Protocol: peerproto\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 426)]
    [InlineData("GET / HTTP/1.0\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\u0001\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("GET /other HTTP/1.1\r\nHost: x\r\n\r\n", 404)]
    public async Task RequestThatIsNoUpgrade_GetsAStatus(string request, int status)
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        (string answer, PeerConnectionException failure) = await scene.RefusedAsync(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(PeerErrorCode.UpgradeRefused, failure.Code);
        Assert.Equal(ConnectionStage.Upgrade, failure.Stage);
        Assert.Equal(PeerDiagnosisCode.UpgradeRefused, failure.Diagnosis.Code);
        Assert.Contains($"{status}", failure.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", 426)]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==", 400)]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: ?", 400)]
    [InlineData("Upgrade: websocket", "Upgrade: h2c", 426)]
    [InlineData("keep-alive, Upgrade", "keep-alive", 426)]
    [InlineData("Host: localhost", "Host: localhost\r\nOrigin: https://evil.example", 403)]
    public async Task UpgradeThatIsNotWelcome_GetsAStatus(string part, string instead, int status)
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync(new WebSocketOptions { AllowedOrigins = ["https://good.example"] });
        (string answer, _) = await scene.RefusedAsync(UpgradeScene.Request.Replace(part, instead, StringComparison.Ordinal));
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 426, answer.Contains("Sec-WebSocket-Version: 13\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://good.example")]
    [InlineData("*")]
    public async Task AllowedOrigin_IsWelcome(string allowed)
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync(new WebSocketOptions { AllowedOrigins = [allowed] });
        Task<(ITransportConnection, Stream)> accepting = scene.AcceptAsync();
        await using NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, UpgradeScene.Request.Replace("Host:", "Origin: https://good.example\r\nHost:", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 101 ", await UpgradeScene.HearHeadAsync(client), StringComparison.Ordinal);
        (await accepting).Item1.Abort();
    }

    [Fact]
    public async Task HeadWithoutEnd_IsReadUpToTheLimit()
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        (string answer, _) = await scene.RefusedAsync("GET / HTTP/1.1\r\nHost: " + new string('x', 10_000));
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyFields_AreRefused()
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        (string answer, _) = await scene.RefusedAsync("GET / HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Repeat("a: b\r\n", 64)) + "\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GE")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n")]
    public async Task PeerThatGoesSilent_IsWaitedForAsLongAsTheCallerWants(string said)
    {
        using var enough = new CancellationTokenSource();
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        await using NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, said);
        await using ITransportConnection link = await scene.AcceptLinkAsync();
        Task<Stream> completing = link.CompleteAsync(link.Stream, enough.Token).AsTask();
        Assert.False(completing.IsCompleted);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completing);
    }

    [Fact]
    public async Task BytesThatAreNoUpgrade_ReachTheFramesUntouched()
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        Task<(ITransportConnection, Stream)> accepting = scene.AcceptAsync();
        await using NetworkStream client = await scene.DialAsync();
        await UpgradeScene.SayAsync(client, "GETAWAY");
        (ITransportConnection server, Stream stream) = await accepting;

        var received = new byte[7];
        await stream.ReadExactlyAsync(received, Token);

        Assert.Equal("GETAWAY"u8.ToArray(), received);
        Assert.Equal("tcp", server.RemoteEndpoint.Transport);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task PeerThatSaysNothingAndGoes_IsTheEndOfAPlainLink()
    {
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        await using (NetworkStream client = await scene.DialAsync())
            await UpgradeScene.SayAsync(client, "G");
        (ITransportConnection server, Stream stream) = await scene.AcceptAsync();
        await using (server)
        {
            Assert.Equal(1, await stream.ReadAsync(new byte[8], Token));
            Assert.Equal(0, await stream.ReadAsync(new byte[8], Token));
        }
    }

    [Fact]
    public async Task OnePort_TakesTcpAndWebSocket()
    {
        var transport = new TcpTransport();
        await using UpgradeScene scene = await UpgradeScene.StartAsync(transport);
        foreach (string name in new[] { "tcp", "ws" })
        {
            Task<(ITransportConnection, Stream)> accepting = scene.AcceptAsync();
            ITransportConnection client = await transport.ConnectAsync(PeerEndpoint.FromAddress(name, scene.Endpoint.Address!), Token);
            Stream mine = await client.CompleteAsync(client.Stream, Token);
            await mine.WriteAsync(new byte[] { 42 }, Token);
            (ITransportConnection server, Stream theirs) = await accepting;
            var received = new byte[1];
            await theirs.ReadExactlyAsync(received, Token);

            Assert.Equal(42, received[0]);
            Assert.Equal(client.LocalEndpoint, server.RemoteEndpoint);
            Assert.Equal(name, server.RemoteEndpoint.Transport);
            await client.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task MutatedRequests_EndInAnAnswerOrALink()
    {
        const int Runs = 300;
        await using UpgradeScene scene = await UpgradeScene.StartAsync();
        var random = new Random(4);
        int links = 0;
        for (int run = 0; run < Runs; run++)
        {
            char[] request = UpgradeScene.Request.ToCharArray();
            for (int change = random.Next(1, 4); change > 0; change--)
                request[random.Next(4, request.Length)] = (char)random.Next(256);
            await using NetworkStream client = await scene.DialAsync();
            await UpgradeScene.SayAsync(client, new string(request));
            client.Socket.Shutdown(SocketShutdown.Send);
            try
            {
                (ITransportConnection server, _) = await scene.AcceptAsync();
                server.Abort();
                links++;
            }
            catch (PeerConnectionException failure)
            {
                Assert.True(failure.Code is PeerErrorCode.UpgradeRefused or PeerErrorCode.ConnectionLost, failure.Message);
            }
        }

        Assert.InRange(links, 1, Runs - 1);
    }

    [Fact]
    public async Task HostThatWasDialledByName_IsAskedForByName()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var transport = new WebSocketTransport();
        ITransportConnection client = await transport.ConnectAsync(PeerEndpoint.FromHost("ws", "localhost", port).WithPath("/here"), Token);
        Task<Stream> completing = client.CompleteAsync(client.Stream, Token).AsTask();
        using Socket server = await listener.AcceptSocketAsync(Token);
        await using var stream = new NetworkStream(server);

        Assert.StartsWith($"GET /here HTTP/1.1\r\nHost: localhost:{port}\r\n", await UpgradeScene.HearHeadAsync(stream), StringComparison.Ordinal); // RFC 6455 section 4.1
        await UpgradeScene.SayAsync(stream, "HTTP/1.1 403 Forbidden\r\n\r\n");
        await Assert.ThrowsAsync<PeerConnectionException>(() => completing);
        client.Abort();
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", "status 403 Forbidden")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n", "wrongly")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "other than HTTP")]
    [InlineData("\u0016\u0003\u0001\r\n\r\n", "other than HTTP")]
    public async Task AnswerThatIsNoUpgrade_IsNamed(string answer, string named)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var transport = new WebSocketTransport();
        ITransportConnection client = await transport.ConnectAsync(PeerEndpoint.FromAddress("ws", (System.Net.IPEndPoint)listener.LocalEndpoint).WithPath("/here"), Token);
        Task<Stream> completing = client.CompleteAsync(client.Stream, Token).AsTask();
        using Socket server = await listener.AcceptSocketAsync(Token);
        await using var stream = new NetworkStream(server);
        Assert.StartsWith("GET /here HTTP/1.1\r\nHost: 127.0.0.1:", await UpgradeScene.HearHeadAsync(stream), StringComparison.Ordinal);
        await UpgradeScene.SayAsync(stream, answer);

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => completing);
        Assert.Equal(PeerErrorCode.UpgradeRefused, failure.Code);
        Assert.Contains(named, failure.Cause, StringComparison.Ordinal);
        Assert.Contains("/here", failure.Cause, StringComparison.Ordinal);
        client.Abort();
    }
}
