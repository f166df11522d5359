using System.Buffers;
using System.Net;
using System.Net.Sockets;
using PeerProto.Transports.WebSockets;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnection : ITransportConnection
{
    private const int LingerBufferBytes = 4096;

    private readonly Socket _socket;
    private readonly TcpLinkKind _kind;
    private readonly TcpLinkSettings _settings;
    private WebSocketStream? _webSocket;
    private int _ended;

    private TcpConnection(Socket socket, TcpLinkKind kind, PeerEndpoint local, PeerEndpoint remote, TcpLinkSettings settings)
    {
        _socket = socket;
        _kind = kind;
        _settings = settings;
        LocalEndpoint = local;
        RemoteEndpoint = remote;
        Stream = new ConnectionStream(this);
    }

    public Stream Stream { get; }

    /// <remarks>A link of kind <see cref="TcpLinkKind.Either"/> is called by the name of TCP until it turns out to be one over WebSocket.</remarks>
    public PeerEndpoint LocalEndpoint { get; private set; }

    public PeerEndpoint RemoteEndpoint { get; private set; }

    private TcpTransportOptions Options => _settings.Options;

    /// <summary>Takes over a connected socket. Null, and the socket disposed, if the link was lost already.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="kind">What is said before the first frame.</param>
    /// <param name="dialled">What this side dialled, or null if the peer did.</param>
    /// <param name="settings">What it shares with the transport's other links.</param>
    public static TcpConnection? TryStart(Socket socket, TcpLinkKind kind, PeerEndpoint? dialled, TcpLinkSettings settings)
    {
        try
        {
            socket.NoDelay = true;
            if (socket is { Connected: true, LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote })
            {
                string name = kind is TcpLinkKind.WebSocketClient or TcpLinkKind.WebSocketServer ? WebSocketTransport.TransportName : TcpTransport.TransportName;
                return new TcpConnection(
                    socket,
                    kind,
                    PeerEndpoint.FromAddress(name, local),
                    PeerEndpoint.FromAddress(name, remote).WithPath(dialled?.Path),
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
        if (_kind == TcpLinkKind.Plain || Options.WebSocket is not { } webSocket)
            return secured;
        var upgrade = new WebSocketUpgrade(webSocket, _settings, RemoteEndpoint, Abort);
        Stream completed = await (_kind switch
        {
            TcpLinkKind.WebSocketClient => upgrade.AskAsync(secured, RemoteEndpoint, cancellationToken),
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

    public void Abort()
    {
        Interlocked.Exchange(ref _ended, 1);
        try
        {
            // Zero seconds of linger turn the close into a reset.
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Closed or lost already.
        }

        _socket.Dispose();
    }

    /// <remarks>A WebSocket says goodbye first, and ends the stream below when that is done.</remarks>
    public ValueTask DisposeAsync() => (_webSocket ?? Stream).DisposeAsync();

    private static PeerEndpoint OverWebSocket(PeerEndpoint endpoint) => PeerEndpoint.FromAddress(WebSocketTransport.TransportName, endpoint.Address!);

    private void EndInOrder()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            _socket.Dispose();
            return;
        }

        if (!_settings.LingerPlaces.TryTake())
        {
            _socket.Dispose();
            return;
        }

        _ = LingerAsync();
    }

    /// <summary>Reads and drops until the peer ends its side, so that no reset overtakes what was sent. Never throws.</summary>
    private async Task LingerAsync()
    {
        byte[] dropped = ArrayPool<byte>.Shared.Rent(LingerBufferBytes);
        try
        {
            using var deadline = new CancellationTokenSource(Options.LingerDeadline, Options.TimeProvider);
            while (await _socket.ReceiveAsync(dropped, deadline.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Lost, aborted, or waited long enough.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(dropped);
            _socket.Dispose();
            _settings.LingerPlaces.Leave();
        }
    }

    /// <summary>The socket's own stream, but closing it ends the connection in order.</summary>
    private sealed class ConnectionStream(TcpConnection connection) : NetworkStream(connection._socket, ownsSocket: false)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                connection.EndInOrder();
            base.Dispose(disposing);
        }
    }
}
