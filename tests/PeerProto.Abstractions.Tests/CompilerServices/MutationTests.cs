using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Every codec against bytes that were changed at random, by a fixed seed.</summary>
public class MutationTests
{
    private const int Seed = 20_250_601;
    private const int MaxSampleBytes = 1_024;

    /// <summary>What reading may cost for each byte of input, and in any case for an exception.</summary>
    private const int AllocationPerByte = 256;
    private const int AllocationForAnError = 65_536;

    private static readonly byte[] Codes = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, .. Enumerable.Range(0xC0, 0x40).Select(code => (byte)code)];

    private static int Inputs => Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 100_000;

    [Fact]
    public void ChangedBytes_AreReadOrRefusedButNothingElse()
    {
        Random random = new(Seed);
        (ICodecSample Sample, byte[] Bytes)[] samples = [.. CodecSamples.All.Select(sample => (sample, sample.Encode())).Where(pair => pair.Item2.Length <= MaxSampleBytes)];
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            ICodecSample sample = samples[random.Next(samples.Length)].Sample;
            byte[] bytes = Mutate(random, samples[random.Next(4) == 0 ? random.Next(samples.Length) : Array.FindIndex(samples, pair => pair.Sample == sample)].Bytes);
            ReadOnlySequence<byte> sequence = input % 4 == 0 ? Segments.Cut(bytes, random.Next(bytes.Length + 1)) : new ReadOnlySequence<byte>(bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                sample.ReadAny(sequence);
                read++;
            }
            catch (PeerDecodeException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Input {input}, {sample.Name}, {Convert.ToHexString(bytes)}: {exception}");
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationForAnError + AllocationPerByte * bytes.Length);
        }
        Assert.InRange(read, Inputs / 100, Inputs);
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        List<byte> bytes = [.. original];
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int position = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when position < bytes.Count:
                    bytes[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when position < bytes.Count:
                    bytes[position] = Codes[random.Next(Codes.Length)];
                    break;
                case 2 when position < bytes.Count:
                    bytes.RemoveAt(position);
                    break;
                case 3:
                    bytes.Insert(position, Codes[random.Next(Codes.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(position, Math.Min(random.Next(8), bytes.Count - position));
                    break;
                default:
                    bytes.InsertRange(position, bytes.GetRange(0, Math.Min(random.Next(32), bytes.Count)));
                    break;
            }
        }
        return [.. bytes];
    }
}
