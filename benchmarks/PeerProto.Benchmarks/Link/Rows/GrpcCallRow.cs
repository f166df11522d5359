using System.Diagnostics;
using PeerProto.Benchmarks.Messages;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A unary call that answers with its argument.</summary>
internal sealed class GrpcCallRow : GrpcRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        Small message = ProtobufSamples.Small;
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Client.EchoAsync(message);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }
}
