using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Transports.Tests.Proxies;

/// <summary>A proxy for one connection, which does what the test says and writes down what it heard.</summary>
internal sealed class FakeProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task _serving;

    public FakeProxy(Func<NetworkStream, FakeProxy, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether anybody connected.</summary>
    public bool WasAsked { get; private set; }

    public List<byte> Heard { get; } = [];

    public string HeardText => Encoding.Latin1.GetString([.. Heard]);

    public CancellationToken Token => _ended.Token;

    /// <summary>A proxy that answers a CONNECT and then carries bytes to the target, or says no more if that is null.</summary>
    public static FakeProxy Http(string answer, PeerEndpoint? target = null) => new(async (client, proxy) =>
    {
        while (!proxy.HeardText.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            await proxy.HearAsync(client, 1);
        await client.WriteAsync(Encoding.Latin1.GetBytes(answer), proxy.Token);
        if (target is not null)
            await proxy.CarryAsync(client, target);
    });

    /// <summary>A SOCKS proxy that says its part after having heard as many bytes of the client, and so on, and then carries bytes to the target.</summary>
    public static FakeProxy Socks(PeerEndpoint? target, params (int Hear, byte[] Say)[] turns) => new(async (client, proxy) =>
    {
        foreach ((int hear, byte[] say) in turns)
        {
            await proxy.HearAsync(client, hear);
            await client.WriteAsync(say, proxy.Token);
        }

        if (target is not null)
            await proxy.CarryAsync(client, target);
    });

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _serving;
        _ended.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, FakeProxy, Task> serve)
    {
        try
        {
            using Socket socket = await _listener.AcceptSocketAsync(Token);
            WasAsked = true;
            await using var stream = new NetworkStream(socket);
            await serve(stream, this);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
        {
            // The test is over, or the client went away.
        }
    }

    private async Task HearAsync(Stream client, int count)
    {
        var heard = new byte[count];
        await client.ReadExactlyAsync(heard, Token);
        Heard.AddRange(heard);
    }

    private async Task CarryAsync(Stream client, PeerEndpoint target)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(target.Address!, Token);
        await using var far = new NetworkStream(socket);
        await Task.WhenAny(client.CopyToAsync(far, Token), far.CopyToAsync(client, Token));
    }
}
