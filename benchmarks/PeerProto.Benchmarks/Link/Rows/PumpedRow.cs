using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Every message is flushed into a pipe; a pump sends whatever has gathered there.</summary>
internal class PumpedRow(bool isTls) : FramedRow(isTls)
{
    private const int PauseBytes = 128 * 1024;
    private const int SegmentBytes = 32 * 1024;

    public override async Task DriveAsync(LinkMeter meter)
    {
        Pipe pipe = new(new PipeOptions(
            pauseWriterThreshold: PauseBytes, resumeWriterThreshold: PauseBytes / 2, minimumSegmentSize: SegmentBytes, useSynchronizationContext: false));
        Task pump = Task.Run(() => PumpAsync(pipe.Reader));
        while (!meter.IsStopped)
        {
            Write(pipe.Writer);
            await pipe.Writer.FlushAsync();
        }

        await pipe.Writer.CompleteAsync();
        await pump;
    }

    /// <summary>Writes a message behind its length.</summary>
    /// <returns>The length.</returns>
    protected virtual int WriteBody(Span<byte> span)
    {
        span[..(MessageBytes - PrefixBytes)].Fill(1);
        return MessageBytes - PrefixBytes;
    }

    private void Write(PipeWriter writer)
    {
        Span<byte> span = writer.GetSpan(MessageBytes);
        int length = WriteBody(span[PrefixBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        writer.Advance(PrefixBytes + length);
    }

    private async Task PumpAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            ReadOnlySequence<byte> gathered = result.Buffer;
            foreach (ReadOnlyMemory<byte> segment in gathered)
                await Stream.WriteAsync(segment);
            reader.AdvanceTo(gathered.End);
            if (result.IsCompleted)
                return;
        }
    }
}
