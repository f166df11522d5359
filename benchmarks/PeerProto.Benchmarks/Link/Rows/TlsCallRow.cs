using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 bytes there and back over an <see cref="SslStream"/>.</summary>
internal sealed class TlsCallRow() : HandWrittenRow(isTls: true)
{
    private const int MessageBytes = 64;

    public override LinkWork Work => LinkWork.Call;

    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Stream.WriteAsync(message);
            await Stream.ReadExactlyAsync(message);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }

    protected override async Task ServeAsync(Socket socket, Stream stream, LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (await stream.ReadAtLeastAsync(message, MessageBytes, throwOnEndOfStream: false) == MessageBytes)
        {
            await stream.WriteAsync(message);
            meter.Count();
        }
    }
}
