using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Cli.Tests.Doctor;

/// <summary>An HTTP proxy that carries links to one peer, by whatever name it is asked for, for those who know the password.</summary>
internal sealed class CarryingProxy : IAsyncDisposable
{
    public const string User = "ana";
    public const string Password = "hunter2";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _peer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _serving;
    private int _carried;

    public CarryingProxy(IPEndPoint peer)
    {
        _peer = peer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many links it has carried.</summary>
    public int Carried => Volatile.Read(ref _carried);

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
            string request = await ReadRequestAsync(near);
            bool isKnown = request.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}\r\n", StringComparison.Ordinal);
            await near.WriteAsync(Encoding.ASCII.GetBytes(isKnown ? "HTTP/1.1 200 Connection established\r\n\r\n" : "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), _ending.Token);
            if (!isKnown)
                return;
            Interlocked.Increment(ref _carried);
            using Socket toPeer = new(SocketType.Stream, ProtocolType.Tcp);
            await toPeer.ConnectAsync(_peer, _ending.Token);
            await using NetworkStream far = new(toPeer);
            await Task.WhenAny(near.CopyToAsync(far, _ending.Token), far.CopyToAsync(near, _ending.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // one of the two has gone, or the test is over
        }
    }

    private async Task<string> ReadRequestAsync(Stream stream)
    {
        StringBuilder request = new();
        byte[] one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _ending.Token);
            request.Append((char)one[0]);
        }

        return request.ToString();
    }
}
