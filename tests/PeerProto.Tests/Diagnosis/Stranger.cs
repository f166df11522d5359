using System.Buffers;
using System.Net;
using System.Net.Sockets;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Diagnosis;

/// <summary>A program at a real socket that does what the test tells it with the first connection it gets.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private Socket? _socket;

    public Stranger(Func<NetworkStream, Task> serve)
    {
        _listener.Start();
        Endpoint = PeerEndpoint.FromAddress("tcp", (IPEndPoint)_listener.LocalEndpoint);
        _serving = ServeAsync(serve);
    }

    public PeerEndpoint Endpoint { get; }

    /// <summary>Completes when the other side has said something, so that its link is there.</summary>
    public Task Heard => _heard.Task;

    /// <summary>One that takes the connection and says nothing.</summary>
    public static Stranger Silent() => new(ReadToEndAsync);

    /// <summary>One that says something at once, whatever it is told.</summary>
    public static Stranger Saying(byte[] first) => new(async stream =>
    {
        await stream.WriteAsync(first);
        await ReadToEndAsync(stream);
    });

    /// <summary>A hello frame.</summary>
    public static byte[] HelloFrame(Hello hello)
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, hello);
        int length = body.Length + 1;
        return [(byte)(0x40 | (length >> 8)), (byte)length, (byte)FrameKind.Hello, .. body.WrittenMemory.Span];
    }

    /// <summary>Reads until a frame of a kind comes.</summary>
    public static async Task ReadUntilAsync(Stream stream, FrameKind wanted)
    {
        byte[] pending = [];
        byte[] buffer = new byte[4096];
        while (true)
        {
            ReadOnlySequence<byte> input = new(pending);
            while (FrameScanner.Scan(ref input, 65_536, out FrameKind kind, out _) == FrameScan.Frame)
            {
                if (kind == wanted)
                    return;
            }

            int count = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, count);
            pending = [.. input.ToArray(), .. buffer.AsSpan(0, count)];
        }
    }

    public static async Task ReadToEndAsync(Stream stream)
    {
        byte[] buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _socket?.Dispose();
        await _serving.Guarded();
    }

    private async Task ServeAsync(Func<NetworkStream, Task> serve)
    {
        try
        {
            _socket = await _listener.AcceptSocketAsync();
            await using NetworkStream stream = new(_socket, ownsSocket: true);
            if (await _socket.ReceiveAsync(Memory<byte>.Empty) == 0)
                _heard.TrySetResult();
            await serve(stream);
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
        {
            // the other side, or the test, has ended it
        }
    }
}
