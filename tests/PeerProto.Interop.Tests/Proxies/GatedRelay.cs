using System.Net;
using System.Net.Sockets;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>Stands before a proxy and carries connections to it; the first one only when a test opens the gate.</summary>
internal sealed class GatedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _proxyPort;
    private readonly Task _serving;

    public GatedRelay(int proxyPort)
    {
        _proxyPort = proxyPort;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether somebody waits before the gate.</summary>
    public Task Arrived => _arrived.Task;

    public void Open() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving; // before the listener: who asks one that was stopped for a connection gets another error
        _listener.Stop();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> links = [];
        try
        {
            while (true)
                links.Add(CarryAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task CarryAsync(Socket socket)
    {
        try
        {
            await using NetworkStream near = new(socket, ownsSocket: true);
            _arrived.TrySetResult();
            await _open.Task.WaitAsync(_ending.Token);
            using Socket toProxy = new(SocketType.Stream, ProtocolType.Tcp);
            await toProxy.ConnectAsync(IPAddress.Loopback, _proxyPort, _ending.Token);
            await using NetworkStream far = new(toProxy);
            await Task.WhenAll(CarryAsync(near, far, toProxy), CarryAsync(far, near, socket));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // one of the two has gone, or the test is over
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, Socket toSocket)
    {
        await from.CopyToAsync(to, _ending.Token);
        toSocket.Shutdown(SocketShutdown.Send);
    }
}
