using Grpc.Core;
using PeerProto.Benchmarks.Messages;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages as a client stream.</summary>
internal sealed class GrpcStreamRow : GrpcRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        Small message = ProtobufSamples.Small;
        using AsyncClientStreamingCall<Small, Nothing> call = Client.Send();
        while (!meter.IsStopped)
            await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();
        await call;
    }
}
