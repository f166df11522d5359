using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports.Tcp;

internal sealed class TcpConnection : ITransportConnection
{
    private const int LingerBufferBytes = 4096;

    private readonly Socket _socket;
    private readonly TcpTransportOptions _options;
    private readonly LingerPlaces _lingerPlaces;
    private int _ended;

    private TcpConnection(Socket socket, IPEndPoint local, IPEndPoint remote, TcpTransportOptions options, LingerPlaces lingerPlaces)
    {
        _socket = socket;
        _options = options;
        _lingerPlaces = lingerPlaces;
        LocalEndpoint = PeerEndpoint.FromAddress(TcpTransport.TransportName, local);
        RemoteEndpoint = PeerEndpoint.FromAddress(TcpTransport.TransportName, remote);
        Stream = new ConnectionStream(this);
    }

    public Stream Stream { get; }

    public PeerEndpoint LocalEndpoint { get; }

    public PeerEndpoint RemoteEndpoint { get; }

    /// <summary>Takes over a connected socket. Null, and the socket disposed, if the link was lost already.</summary>
    public static TcpConnection? TryStart(Socket socket, TcpTransportOptions options, LingerPlaces lingerPlaces)
    {
        try
        {
            socket.NoDelay = true;
            if (socket is { Connected: true, LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote })
                return new TcpConnection(socket, local, remote, options, lingerPlaces);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            // Falls through: each of these calls fails on a link that was reset meanwhile.
        }

        socket.Dispose();
        return null;
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

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

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

        if (!_lingerPlaces.TryTake())
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
            using var deadline = new CancellationTokenSource(_options.LingerDeadline, _options.TimeProvider);
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
            _lingerPlaces.Leave();
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
