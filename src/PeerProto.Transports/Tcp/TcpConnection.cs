using System.Net;
using System.Net.Sockets;
using PeerProto.Transports.Sockets;
using PeerProto.Transports.WebSockets;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnection : ITransportConnection
{
    private readonly Socket _socket;
    private readonly SocketLink _link;
    private readonly TcpLinkKind _kind;
    private readonly WebSocketOptions? _webSocketOptions;
    private readonly SocketLinkSettings _settings;
    private readonly PeerEndpoint? _dialled;
    private WebSocketStream? _webSocket;

    private TcpConnection(Socket socket, TcpLinkKind kind, PeerEndpoint local, PeerEndpoint remote, PeerEndpoint? dialled, WebSocketOptions? webSocketOptions, SocketLinkSettings settings)
    {
        _socket = socket;
        _link = new SocketLink(socket, settings);
        _kind = kind;
        _webSocketOptions = webSocketOptions;
        _settings = settings;
        _dialled = dialled;
        LocalEndpoint = local;
        RemoteEndpoint = remote;
    }

    public Stream Stream => _link.Stream;

    /// <remarks>A link of kind <see cref="TcpLinkKind.Either"/> is called by the name of TCP until it turns out to be one over WebSocket.</remarks>
    public PeerEndpoint LocalEndpoint { get; private set; }

    public PeerEndpoint RemoteEndpoint { get; private set; }

    /// <summary>Takes over a connected socket. Null, and the socket disposed, if the link was lost already.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="kind">What is said before the first frame.</param>
    /// <param name="dialled">What this side dialled, or null if the peer did.</param>
    /// <param name="throughProxy">Whether the other end of the socket is a proxy.</param>
    /// <param name="options">How the link behaves.</param>
    /// <param name="settings">What it shares with the transport's other links.</param>
    public static TcpConnection? TryStart(Socket socket, TcpLinkKind kind, PeerEndpoint? dialled, bool throughProxy, TcpTransportOptions options, SocketLinkSettings settings)
    {
        try
        {
            TcpSocketSettings.Apply(socket, options);
            if (socket is { Connected: true, LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote })
            {
                string name = kind is TcpLinkKind.WebSocketClient or TcpLinkKind.WebSocketServer ? WebSocketTransport.TransportName : TcpTransport.TransportName;
                return new TcpConnection(
                    socket,
                    kind,
                    PeerEndpoint.FromAddress(name, local),
                    throughProxy ? dialled! : PeerEndpoint.FromAddress(name, remote).WithPath(dialled?.Path),
                    dialled,
                    options.WebSocket,
                    settings);
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            // Falls through: each of these calls fails on a link that was reset meanwhile.
        }

        socket.Dispose();
        return null;
    }

    public async ValueTask<Stream> CompleteAsync(Stream secured, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secured);
        if (_kind == TcpLinkKind.Plain || _webSocketOptions is not { } webSocket)
            return secured;
        var upgrade = new WebSocketUpgrade(webSocket, _settings, RemoteEndpoint, Abort);
        Stream completed = await (_kind switch
        {
            TcpLinkKind.WebSocketClient => upgrade.AskAsync(secured, _dialled!, cancellationToken), // the server may go by the name that was dialled
            TcpLinkKind.WebSocketServer => upgrade.TakeAsync(secured, cancellationToken),
            _ => upgrade.TakeEitherAsync(secured, cancellationToken),
        });
        _webSocket = completed as WebSocketStream;
        if (_webSocket is not null && _kind == TcpLinkKind.Either)
        {
            LocalEndpoint = OverWebSocket(LocalEndpoint);
            RemoteEndpoint = OverWebSocket(RemoteEndpoint);
        }

        return completed;
    }

    public LinkStatistics? GetStatistics() => TcpStatistics.Read(_socket);

    public void Abort() => _link.Abort();

    /// <remarks>A WebSocket says goodbye first, and ends the stream below when that is done.</remarks>
    public ValueTask DisposeAsync() => (_webSocket ?? Stream).DisposeAsync();

    private static PeerEndpoint OverWebSocket(PeerEndpoint endpoint) => PeerEndpoint.FromAddress(WebSocketTransport.TransportName, endpoint.Address!);
}
