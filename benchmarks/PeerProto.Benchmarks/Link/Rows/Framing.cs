using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages behind a length of four bytes.</summary>
internal static class Framing
{
    public const int PrefixBytes = 4;

    private const int ReadBufferBytes = 64 * 1024;
    private const int MaximumMessageBytes = 256;

    /// <summary>Writes a message that means nothing.</summary>
    public static void Write(Span<byte> message)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length - PrefixBytes);
        message[PrefixBytes..].Fill(1);
    }

    /// <summary>Reads messages until the stream ends.</summary>
    public static async Task ReadAsync(Stream stream, Action<ReadOnlySpan<byte>> handle)
    {
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBufferBytes));
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            ReadOnlySequence<byte> input = result.Buffer;
            Handle(ref input, handle);
            reader.AdvanceTo(input.Start, input.End);
            if (result.IsCompleted)
                return;
        }
    }

    private static void Handle(ref ReadOnlySequence<byte> input, Action<ReadOnlySpan<byte>> handle)
    {
        Span<byte> copy = stackalloc byte[MaximumMessageBytes];
        while (true)
        {
            ReadOnlySpan<byte> span = input.FirstSpan;
            int taken = Handle(span, handle);
            input = input.Slice(taken);
            if (input.IsSingleSegment || input.Length < PrefixBytes)
                return;

            // A frame that lies across two segments.
            int available = (int)Math.Min(input.Length, copy.Length);
            input.Slice(0, available).CopyTo(copy);
            int length = BinaryPrimitives.ReadInt32LittleEndian(copy);
            if (available < PrefixBytes + length)
                return;
            handle(copy.Slice(PrefixBytes, length));
            input = input.Slice(PrefixBytes + length);
        }
    }

    private static int Handle(ReadOnlySpan<byte> span, Action<ReadOnlySpan<byte>> handle)
    {
        int position = 0;
        while (span.Length - position >= PrefixBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(span[position..]);
            if (span.Length - position - PrefixBytes < length)
                break;
            handle(span.Slice(position + PrefixBytes, length));
            position += PrefixBytes + length;
        }

        return position;
    }
}
