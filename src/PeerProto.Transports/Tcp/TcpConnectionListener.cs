using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnectionListener : ITransportListener
{
    /// <summary>How long the listener waits after a failure that will repeat at once, such as no free file descriptor.</summary>
    internal static readonly TimeSpan ExhaustedPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly TcpTransportOptions _options;
    private readonly LingerPlaces _lingerPlaces;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposed = new();

    public TcpConnectionListener(Socket socket, TcpTransportOptions options, LingerPlaces lingerPlaces, ILogger logger)
    {
        _socket = socket;
        _options = options;
        _lingerPlaces = lingerPlaces;
        _logger = logger;
        LocalEndpoint = PeerEndpoint.FromAddress(TcpTransport.TransportName, (IPEndPoint)socket.LocalEndPoint!);
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
                if (TcpConnection.TryStart(socket, _options, _lingerPlaces) is { } connection)
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
            await Task.Delay(ExhaustedPause, _options.TimeProvider, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The listener was disposed; the accept loop finds out itself.
        }
    }
}
