using System.Net;
using System.Net.Sockets;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>Stands between two peers, hands on every byte, and keeps them all: somebody on the path who only listens.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _far;
    private readonly CancellationTokenSource _ending = new();
    private readonly MemoryStream _recorded = new();
    private readonly Task _relaying;

    public RecordingRelay(IPEndPoint far)
    {
        _far = far;
        _listener.Start();
        _relaying = RelayAsync();
    }

    /// <summary>Where the near side believes the far one to be.</summary>
    public IPEndPoint Place => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>What went over the link, in both directions, once both sides have ended it.</summary>
    public async Task<byte[]> RecordedAsync()
    {
        await _relaying.Guarded();
        return _recorded.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _relaying.Guarded();
        _ending.Dispose();
    }

    private async Task RelayAsync()
    {
        try
        {
            using Socket near = await _listener.AcceptSocketAsync(_ending.Token);
            using Socket far = new(SocketType.Stream, ProtocolType.Tcp);
            await far.ConnectAsync(_far, _ending.Token);
            await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                lock (_recorded)
                    _recorded.Write(buffer, 0, count);
                await to.SendAsync(buffer.AsMemory(0, count), _ending.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            from.Close(); // so that the other direction ends as well
            to.Close();
        }
    }
}
