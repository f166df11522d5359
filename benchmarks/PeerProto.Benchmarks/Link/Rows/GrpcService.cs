using Grpc.Core;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Counts what comes.</summary>
internal sealed class GrpcService(LinkMeter meter) : GrpcLink.GrpcLinkBase
{
    private static readonly Nothing Nothing = new();

    public override async Task<Nothing> Send(IAsyncStreamReader<Small> requestStream, ServerCallContext context)
    {
        await foreach (Small message in requestStream.ReadAllAsync())
        {
            if (message.Flags == Messages.SmallMessage.Sample.Flags)
                meter.Count();
        }

        return Nothing;
    }

    public override Task<Small> Echo(Small request, ServerCallContext context)
    {
        meter.Count();
        return Task.FromResult(request);
    }

    public override async Task<Nothing> Upload(IAsyncStreamReader<Chunk> requestStream, ServerCallContext context)
    {
        await foreach (Chunk chunk in requestStream.ReadAllAsync())
        {
            if (chunk.Data.Length == LinkRows.ChunkBytes)
                meter.Count();
        }

        return Nothing;
    }
}
