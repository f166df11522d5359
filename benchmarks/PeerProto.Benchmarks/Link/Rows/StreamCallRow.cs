using System.Diagnostics;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 bytes there and back over a stream.</summary>
internal sealed class StreamCallRow(Carrier carrier) : StreamRow(carrier)
{
    private const int MessageBytes = 64;

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

    protected override async Task ServeAsync(Stream stream, LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (await stream.ReadAtLeastAsync(message, MessageBytes, throwOnEndOfStream: false) == MessageBytes)
        {
            await stream.WriteAsync(message);
            meter.Count();
        }
    }
}
