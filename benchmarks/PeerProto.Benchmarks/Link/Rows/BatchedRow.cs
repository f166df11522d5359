using System.Buffers.Binary;
using System.IO.Pipelines;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>The limit: bytes that mean nothing, flushed by 32 KiB, so that every message but one in 512 waits.</summary>
internal sealed class BatchedRow(bool isTls) : FramedRow(isTls)
{
    private const int BatchBytes = 32 * 1024;

    public override async Task DriveAsync(LinkMeter meter)
    {
        PipeWriter writer = PipeWriter.Create(Stream, new StreamPipeWriterOptions(minimumBufferSize: BatchBytes, leaveOpen: true));
        while (!meter.IsStopped)
        {
            WriteBatch(writer);
            await writer.FlushAsync();
        }

        await writer.CompleteAsync();
    }

    private static void WriteBatch(PipeWriter writer)
    {
        for (int written = 0; written < BatchBytes; written += MessageBytes)
        {
            Span<byte> span = writer.GetSpan(MessageBytes)[..MessageBytes];
            BinaryPrimitives.WriteInt32LittleEndian(span, MessageBytes - PrefixBytes);
            span[PrefixBytes..].Fill((byte)written);
            writer.Advance(MessageBytes);
        }
    }
}
