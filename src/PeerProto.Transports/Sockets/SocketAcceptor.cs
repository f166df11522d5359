using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Transports.Sockets;

/// <summary>Accepts on a listening socket, whatever single attempts fail.</summary>
internal sealed class SocketAcceptor(Socket socket, PeerEndpoint endpoint, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    /// <summary>How long it waits after a failure that will repeat at once, such as no free file descriptor.</summary>
    internal static readonly TimeSpan ExhaustedPause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _disposed = new();

    /// <exception cref="ObjectDisposedException">It was disposed, before the call or while it waited.</exception>
    public async ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(ITransportListener));
            try
            {
                return await socket.AcceptAsync(cancellationToken);
            }
            catch (SocketException failure) when (!_disposed.IsCancellationRequested)
            {
                TransportLog.AcceptFailed(logger, endpoint, failure.SocketErrorCode);
                if (failure.SocketErrorCode != SocketError.ConnectionReset && failure.SocketErrorCode != SocketError.ConnectionAborted)
                    await PauseAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                throw new ObjectDisposedException(typeof(ITransportListener).FullName);
            }
        }
    }

    public void Dispose()
    {
        // The source is never disposed itself: an accept may still be reading it, and without a timer it holds nothing.
        _disposed.Cancel();
        socket.Dispose();
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            await Task.Delay(ExhaustedPause, timeProvider, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Disposed; the accept loop finds out itself.
        }
    }
}
