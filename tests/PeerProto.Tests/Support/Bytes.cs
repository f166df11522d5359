using System.Buffers;
using System.IO.Pipelines;

namespace PeerProto.Tests.Support;

/// <summary>What tests of byte streams do with pipes.</summary>
internal static class Bytes
{
    /// <summary>Bytes that tell when one is missing, doubled or out of its place.</summary>
    public static byte[] Random(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task<byte[]> ReadToEndAsync(this PipeReader reader)
    {
        ArrayBufferWriter<byte> all = new();
        while (true)
        {
            ReadResult read = await reader.ReadAsync(TestContext.Current.CancellationToken);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
                all.Write(part.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return all.WrittenSpan.ToArray();
        }
    }

    public static async Task<byte[]> ReadExactlyAsync(this PipeReader reader, int length)
    {
        ReadResult read = await reader.ReadAtLeastAsync(length, TestContext.Current.CancellationToken);
        byte[] bytes = read.Buffer.Slice(0, length).ToArray();
        reader.AdvanceTo(read.Buffer.GetPosition(length));
        return bytes;
    }

    /// <summary>Writes in blocks of changing sizes, and completes the writer.</summary>
    public static async Task WriteAllAsync(this PipeWriter writer, byte[] bytes, int seed = 1)
    {
        Random random = new(seed);
        for (int sent = 0; sent < bytes.Length;)
        {
            int length = Math.Min(bytes.Length - sent, random.Next(1, random.Next(2) == 0 ? 100 : 50_000));
            await writer.WriteAsync(bytes.AsMemory(sent, length), TestContext.Current.CancellationToken);
            sent += length;
        }

        await writer.CompleteAsync();
    }
}
