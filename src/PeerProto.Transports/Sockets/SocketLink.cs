using System.Buffers;
using System.Net.Sockets;

namespace PeerProto.Transports.Sockets;

/// <summary>A connected stream socket: its bytes, and its two ways to end.</summary>
internal sealed class SocketLink
{
    private const int LingerBufferBytes = 4096;

    private readonly Socket _socket;
    private readonly SocketLinkSettings _settings;
    private int _ended;

    public SocketLink(Socket socket, SocketLinkSettings settings)
    {
        _socket = socket;
        _settings = settings;
        Stream = new LinkStream(this);
    }

    /// <summary>The socket's own stream, but closing it ends the link in order.</summary>
    public Stream Stream { get; }

    /// <summary>Ends the link at once, with a reset.</summary>
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
            using var deadline = new CancellationTokenSource(_settings.LingerDeadline, _settings.TimeProvider);
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

    private sealed class LinkStream(SocketLink link) : NetworkStream(link._socket, ownsSocket: false)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                link.EndInOrder();
            base.Dispose(disposing);
        }
    }
}
