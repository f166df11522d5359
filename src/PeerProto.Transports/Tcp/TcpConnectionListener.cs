using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnectionListener : ITransportListener
{
    private readonly SocketAcceptor _acceptor;
    private readonly TcpLinkKind _kind;
    private readonly TcpTransportOptions _options;
    private readonly SocketLinkSettings _settings;

    public TcpConnectionListener(Socket socket, TcpLinkKind kind, TcpTransportOptions options, SocketLinkSettings settings, ILogger logger)
    {
        _kind = kind;
        _options = options;
        _settings = settings;
        var address = (IPEndPoint)socket.LocalEndPoint!;
        LocalEndpoint = kind == TcpLinkKind.WebSocketServer
            ? PeerEndpoint.FromAddress(WebSocketTransport.TransportName, address).WithPath(options.WebSocket!.Path)
            : PeerEndpoint.FromAddress(TcpTransport.TransportName, address);
        _acceptor = new SocketAcceptor(socket, LocalEndpoint, settings.TimeProvider, logger);
    }

    public PeerEndpoint LocalEndpoint { get; }

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket socket = await _acceptor.AcceptAsync(cancellationToken);
            // Null: the peer was gone before anybody looked.
            if (TcpConnection.TryStart(socket, _kind, dialled: null, throughProxy: false, _options, _settings) is { } connection)
                return connection;
        }
    }

    public ValueTask DisposeAsync()
    {
        _acceptor.Dispose();
        return default;
    }
}
