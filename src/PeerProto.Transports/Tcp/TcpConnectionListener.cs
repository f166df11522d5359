using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnectionListener : ITransportListener
{
    /// <summary>How long the listener waits after a failure that will repeat at once, such as no free file descriptor.</summary>
    internal static readonly TimeSpan ExhaustedPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly TcpLinkKind _kind;
    private readonly TcpLinkSettings _settings;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposed = new();

    public TcpConnectionListener(Socket socket, TcpLinkKind kind, TcpLinkSettings settings, ILogger logger)
    {
        _socket = socket;
        _kind = kind;
        _settings = settings;
        _logger = logger;
        var address = (IPEndPoint)socket.LocalEndPoint!;
        LocalEndpoint = kind == TcpLinkKind.WebSocketServer
            ? PeerEndpoint.FromAddress(WebSocketTransport.TransportName, address).WithPath(settings.Options.WebSocket!.Path)
            : PeerEndpoint.FromAddress(TcpTransport.TransportName, address);
    }

    public PeerEndpoint LocalEndpoint { get; }

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(ITransportListener));
            try
            {
                Socket socket = await _socket.AcceptAsync(cancellationToken);
                // Null: the peer was gone before anybody looked.
                if (TcpConnection.TryStart(socket, _kind, null, _settings) is { } connection)
                    return connection;
            }
            catch (SocketException failure) when (!_disposed.IsCancellationRequested)
            {
                TransportLog.AcceptFailed(_logger, LocalEndpoint, failure.SocketErrorCode);
                if (failure.SocketErrorCode != SocketError.ConnectionReset && failure.SocketErrorCode != SocketError.ConnectionAborted)
                    await PauseAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                throw new ObjectDisposedException(typeof(ITransportListener).FullName);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        // Never disposed itself: an accept may still be reading it, and without a timer it holds nothing.
        _disposed.Cancel();
        _socket.Dispose();
        return default;
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            await Task.Delay(ExhaustedPause, _settings.Options.TimeProvider, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The listener was disposed; the accept loop finds out itself.
        }
    }
}
