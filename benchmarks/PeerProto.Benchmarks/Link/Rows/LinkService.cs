using System.IO.Pipelines;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Counts what comes.</summary>
internal sealed class LinkService(LinkMeter meter) : LinkContractBase
{
    public override ValueTask<SmallMessage> EchoAsync(PeerContext caller, SmallMessage message, CancellationToken cancellationToken)
    {
        meter.Count();
        return new ValueTask<SmallMessage>(message);
    }

    public override async ValueTask<long> UploadAsync(PeerContext caller, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken)
    {
        long bytes = 0;
        await foreach (ReadOnlyMemory<byte> chunk in chunks.WithCancellation(cancellationToken))
        {
            bytes += chunk.Length;
            meter.Count();
        }

        return bytes;
    }

    public override async Task CarryAsync(PeerContext caller, IDuplexPipe bytes, CancellationToken cancellationToken)
    {
        long uncounted = 0;
        while (true)
        {
            ReadResult result = await bytes.Input.ReadAsync(cancellationToken);
            for (uncounted += result.Buffer.Length; uncounted >= LinkRows.ChunkBytes; uncounted -= LinkRows.ChunkBytes)
                meter.Count();
            bytes.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    protected override ValueTask OnMessages(Peer from, SmallMessage message)
    {
        meter.Count(message);
        return default;
    }

    protected override void OnNews(Peer from, scoped FanOutMessage.View message)
    {
        if (message.Payload.Length == FanOutMessage.SamplePayload.Length)
            meter.Count();
    }
}
