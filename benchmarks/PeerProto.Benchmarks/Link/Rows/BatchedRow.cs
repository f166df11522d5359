using System.IO.Pipelines;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>The limit: bytes that mean nothing, a write for each batch, so that every message but one in many waits.</summary>
internal sealed class BatchedRow(Carrier carrier, int batchBytes = BatchedRow.DefaultBatchBytes) : FramedRow(carrier)
{
    private const int DefaultBatchBytes = 32 * 1024;

    public override async Task DriveAsync(LinkMeter meter)
    {
        PipeWriter writer = PipeWriter.Create(Stream, new StreamPipeWriterOptions(minimumBufferSize: batchBytes, leaveOpen: true));
        while (!meter.IsStopped)
        {
            WriteBatch(writer);
            await writer.FlushAsync();
        }

        await writer.CompleteAsync();
    }

    private void WriteBatch(PipeWriter writer)
    {
        for (int written = 0; written < batchBytes; written += MessageBytes)
        {
            Framing.Write(writer.GetSpan(MessageBytes)[..MessageBytes]);
            writer.Advance(MessageBytes);
        }
    }
}
