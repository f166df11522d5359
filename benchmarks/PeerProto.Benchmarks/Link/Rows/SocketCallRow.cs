using System.Diagnostics;
using System.Net.Sockets;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 bytes there and back with the socket's own asynchronous methods.</summary>
internal sealed class SocketCallRow() : StreamRow(Carrier.Tcp)
{
    private const int MessageBytes = 64;

    public override async Task DriveAsync(LinkMeter meter)
    {
        Socket socket = ((NetworkStream)Stream).Socket;
        byte[] message = new byte[MessageBytes];
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await socket.SendAsync(message);
            await ReceiveAsync(socket, message);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }

    protected override async Task ServeAsync(Stream stream, LinkMeter meter)
    {
        Socket socket = ((NetworkStream)stream).Socket;
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
