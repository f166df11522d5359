using System.Buffers;
using System.IO.Pipelines;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Every message is flushed into a pipe; a pump sends whatever has gathered there.</summary>
internal class PumpedRow(Carrier carrier) : FramedRow(carrier)
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
            pipe.Writer.Advance(Write(pipe.Writer.GetSpan(MessageBytes)));
            await pipe.Writer.FlushAsync();
        }

        await pipe.Writer.CompleteAsync();
        await pump;
    }

    /// <summary>Writes a message and its length before it.</summary>
    /// <returns>The bytes of both.</returns>
    protected virtual int Write(Span<byte> span)
    {
        Framing.Write(span[..MessageBytes]);
        return MessageBytes;
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
