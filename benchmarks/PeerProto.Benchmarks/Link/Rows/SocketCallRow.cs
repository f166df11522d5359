using System.Diagnostics;
using System.Net.Sockets;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 bytes there and back with the socket's own asynchronous methods.</summary>
internal sealed class SocketCallRow() : HandWrittenRow(isTls: false)
{
    private const int MessageBytes = 64;

    public override LinkWork Work => LinkWork.Call;

    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Socket.SendAsync(message);
            await ReceiveAsync(Socket, message);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }

    protected override async Task ServeAsync(Socket socket, Stream stream, LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (await ReceiveAsync(socket, message))
        {
            await socket.SendAsync(message);
            meter.Count();
        }
    }

    private static async ValueTask<bool> ReceiveAsync(Socket socket, Memory<byte> message)
    {
        while (!message.IsEmpty)
        {
            int received = await socket.ReceiveAsync(message);
            if (received == 0)
                return false;
            message = message[received..];
        }

        return true;
    }
}
