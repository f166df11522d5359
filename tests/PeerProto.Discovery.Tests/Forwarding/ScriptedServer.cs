using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>A name server on loopback, over UDP and TCP, that sends whatever a script says for each question.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly Func<byte[], bool, IEnumerable<byte[]>> _script;

    /// <param name="script">What is sent for a message, which may have come over TCP.</param>
    public ScriptedServer(Func<byte[], bool, IEnumerable<byte[]>> script)
    {
        _script = script;
        while (true)
        {
            _tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = (IPEndPoint)_tcp.LocalEndPoint!;
            try
            {
                _udp.Bind(Address);
                _tcp.Listen();
                break;
            }
            catch (SocketException)
            {
                _tcp.Dispose(); // somebody else has that port over UDP
            }
        }

        _running.Add(RunUdpAsync());
        _running.Add(RunTcpAsync());
    }

    public ScriptedServer(Func<byte[], byte[]> answer)
        : this((question, _) => [answer(question)])
    {
    }

    public IPEndPoint Address { get; }

    /// <summary>What was asked, and whether over TCP.</summary>
    public ConcurrentQueue<(byte[] Message, bool OverTcp)> Asked { get; } = [];

    /// <summary>How many connections there were.</summary>
    public int Connections { get; private set; }

    /// <summary>Whether it ends a connection after one answer.</summary>
    public bool EndsConnections { get; init; }

    /// <summary>Whether it resets a connection instead of an answer.</summary>
    public bool ResetsConnections { get; init; }

    public static ScriptedServer Telling(string address) => new(question => Answers.Of(question, address));

    public static ScriptedServer Silent() => new(static (_, _) => []);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _tcp.Dispose();
        _udp.Dispose();
        await Task.WhenAll(_running);
        _ending.Dispose();
    }

    private async Task RunUdpAsync()
    {
        byte[] buffer = new byte[ushort.MaxValue];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _ending.Token);
                byte[] question = buffer[..received.ReceivedBytes];
                Asked.Enqueue((question, false));
                foreach (byte[] answer in _script(question, false))
                    await _udp.SendToAsync(answer, SocketFlags.None, received.RemoteEndPoint, _ending.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RunTcpAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _tcp.AcceptAsync(_ending.Token);
                Connections++;
                _running.Add(ServeAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using NetworkStream stream = new(client, ownsSocket: true);
            byte[] length = new byte[2];
            do
            {
                await stream.ReadExactlyAsync(length, _ending.Token);
                byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, _ending.Token);
                Asked.Enqueue((question, true));
                if (ResetsConnections)
                {
                    client.Close(timeout: 0);
                    return;
                }

                foreach (byte[] answer in _script(question, true))
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer], _ending.Token);
                }
            }
            while (!EndsConnections);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
        }
    }
}
