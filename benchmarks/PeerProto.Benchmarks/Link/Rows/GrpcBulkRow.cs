using Google.Protobuf;
using Grpc.Core;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Chunks as a client stream.</summary>
internal sealed class GrpcBulkRow : GrpcRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        Chunk chunk = new() { Data = UnsafeByteOperations.UnsafeWrap(new byte[LinkRows.ChunkBytes]) };
        using AsyncClientStreamingCall<Chunk, Nothing> call = Client.Upload();
        while (!meter.IsStopped)
            await call.RequestStream.WriteAsync(chunk);
        await call.RequestStream.CompleteAsync();
        await call;
    }
}
