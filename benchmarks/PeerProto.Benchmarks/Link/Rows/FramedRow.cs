using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages behind a length of four bytes, read by a loop over a <see cref="PipeReader"/>.</summary>
internal abstract class FramedRow(bool isTls) : HandWrittenRow(isTls)
{
    protected const int PrefixBytes = 4;
    protected const int MessageBytes = 64;

    private const int ReadBufferBytes = 64 * 1024;

    public override LinkWork Work => LinkWork.OneWay;

    protected override async Task ServeAsync(Socket socket, Stream stream, LinkMeter meter)
    {
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBufferBytes));
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            ReadOnlySequence<byte> input = result.Buffer;
            HandleFrames(ref input, meter);
            reader.AdvanceTo(input.Start, input.End);
            if (result.IsCompleted)
                return;
        }
    }

    protected virtual void Handle(ReadOnlySpan<byte> body, LinkMeter meter) => meter.Count();

    private void HandleFrames(ref ReadOnlySequence<byte> input, LinkMeter meter)
    {
        Span<byte> copy = stackalloc byte[MessageBytes];
        while (true)
        {
            ReadOnlySpan<byte> span = input.FirstSpan;
            int taken = HandleFrames(span, meter);
            input = input.Slice(taken);
            if (input.IsSingleSegment || input.Length < PrefixBytes)
                return;

            // A frame that lies across two segments.
            int available = (int)Math.Min(input.Length, copy.Length);
            input.Slice(0, available).CopyTo(copy);
            int length = BinaryPrimitives.ReadInt32LittleEndian(copy);
            if (available < PrefixBytes + length)
                return;
            Handle(copy.Slice(PrefixBytes, length), meter);
            input = input.Slice(PrefixBytes + length);
        }
    }

    private int HandleFrames(ReadOnlySpan<byte> span, LinkMeter meter)
    {
        int position = 0;
        while (span.Length - position >= PrefixBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(span[position..]);
            if (span.Length - position - PrefixBytes < length)
                break;
            Handle(span.Slice(position + PrefixBytes, length), meter);
            position += PrefixBytes + length;
        }

        return position;
    }
}
