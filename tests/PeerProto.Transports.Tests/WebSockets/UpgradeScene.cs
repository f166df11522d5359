using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Transports.Tests.WebSockets;

/// <summary>A listener, and what a program that knows only sockets says to it and hears.</summary>
internal sealed class UpgradeScene : IAsyncDisposable
{
    public const string Request =
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private readonly ITransportListener _listener;

    private UpgradeScene(ITransportListener listener) => _listener = listener;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public PeerEndpoint Endpoint => _listener.LocalEndpoint;

    public static async Task<UpgradeScene> StartAsync(ITransport transport) =>
        new(await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token));

    public static Task<UpgradeScene> StartAsync(WebSocketOptions? options = null) =>
        StartAsync(new TcpTransport(new TcpTransportOptions { WebSocket = options ?? new WebSocketOptions() }));

    /// <summary>Takes the next link, about which nothing is known yet.</summary>
    public ValueTask<ITransportConnection> AcceptLinkAsync() => _listener.AcceptAsync(Token);

    /// <summary>Takes the next link up to its first frame.</summary>
    public async Task<(ITransportConnection Connection, Stream Stream)> AcceptAsync()
    {
        ITransportConnection connection = await AcceptLinkAsync();
        return (connection, await connection.CompleteAsync(connection.Stream, Token));
    }

    /// <summary>Connects as a bare socket.</summary>
    public async Task<NetworkStream> DialAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_listener.LocalEndpoint.Address!, Token);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static ValueTask SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), Token);

    /// <summary>Reads an answer up to its empty line.</summary>
    public static async Task<string> HearHeadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, Token);
            text.Append((char)one[0]);
        }

        return text.ToString();
    }

    /// <summary>Says a request that is refused: the answer, and what the listener's side got to know.</summary>
    public async Task<(string Answer, PeerConnectionException Failure)> RefusedAsync(string request)
    {
        Task<PeerConnectionException> failing = Assert.ThrowsAsync<PeerConnectionException>(AcceptAsync);
        await using NetworkStream client = await DialAsync();
        await SayAsync(client, request);
        string answer = await HearHeadAsync(client);
        await client.DisposeAsync();
        return (answer, await failing);
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
