using System.Buffers;
using System.IO.Pipelines;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>
/// Both ends of one way through a byte stream, written and read as <see cref="Pour"/> has it. The same for the caller's pipe and the method's: what ends a direction there is how the other
/// side meets its end here.
/// </summary>
internal sealed class Pouring(ChaosLedger ledger, Random random, TimeProvider timeProvider)
{
    private const int LargestWrite = 20_000;
    private const int SlowSteps = 30;

    /// <summary>Writes until all is written, or one of the two gives up.</summary>
    public async Task WriteAsync(PipeWriter writer, Pour pour)
    {
        Exception? end = null;
        try
        {
            int most = pour.ResetAt < 0 ? pour.Length : pour.ResetAt;
            for (int written = 0; written < most;)
            {
                int count = Math.Min(most - written, random.Next(1, LargestWrite));
                FlushResult flushed = await WriteAsync(writer, pour, written, count);
                written += count;
                if (flushed.IsCompleted)
                {
                    if (pour.StopAt < 0)
                        ledger.Fail($"the reader of {pour} wants no more behind {written} bytes");
                    break;
                }

                await PauseAsync();
            }

            end = pour.ResetAt < 0 ? null : new PeerStreamException(pour.ResetCode);
        }
        catch (PeerStreamException stopped)
        {
            if (pour.StopAt < 0 || stopped.Code != pour.StopCode)
                ledger.Fail($"the writer of {pour} was stopped with code {stopped.Code}");
        }

        await writer.CompleteAsync(end);
    }

    /// <summary>Reads until the end, or as much as is wanted.</summary>
    /// <returns>How many bytes came.</returns>
    public async Task<long> ReadAsync(PipeReader reader, Pour pour)
    {
        long count = 0;
        Exception? end = null;
        try
        {
            while (true)
            {
                if (pour.StopAt >= 0 && count >= pour.StopAt)
                {
                    end = pour.StopCode == PeerStreamException.NoError ? null : new PeerStreamException(pour.StopCode);
                    break;
                }

                ReadResult read = await reader.ReadAsync();
                Check(pour, count, read.Buffer);
                count += read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    if (pour.ResetAt >= 0 || count != pour.Length)
                        ledger.Fail($"{pour} ended behind {count} bytes");
                    break;
                }

                await PauseAsync();
            }
        }
        catch (PeerStreamException given)
        {
            if (pour.ResetAt < 0 || given.Code != pour.ResetCode)
                ledger.Fail($"the reader of {pour} was told code {given.Code}");
        }

        await reader.CompleteAsync(end);
        return count;
    }

    private ValueTask<FlushResult> WriteAsync(PipeWriter writer, Pour pour, int from, int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = pour[from + i];
        if (random.Next(2) == 0)
            return writer.WriteAsync(bytes);
        writer.Write(bytes);
        return writer.FlushAsync();
    }

    private void Check(Pour pour, long from, in ReadOnlySequence<byte> bytes)
    {
        if (from + bytes.Length > pour.Length)
            ledger.Fail($"{from + bytes.Length} bytes of {pour} came");
        foreach (ReadOnlyMemory<byte> part in bytes)
        {
            foreach (byte value in part.Span)
            {
                if (value == pour[from++])
                    continue;
                ledger.Fail($"byte {from - 1} of {pour} is another one");
                return;
            }
        }
    }

    private Task PauseAsync() => random.Next(SlowSteps) == 0 ? Task.Delay(TimeSpan.FromMilliseconds(random.Next(50)), timeProvider) : Task.CompletedTask;
}
