namespace PeerProto.Diagnostics.Tests.Gaps;

public sealed class CaptureMutationTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 100_000;

    [Fact]
    public void MutatedCapture_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [Sample(false, false, 1), Sample(false, true, 276), Sample(true, false, 113), Sample(true, true, 101)];
        GapAnalyzer analyzer = new(new GapAnalyzerOptions { Sequence = new SequenceField(0, 4), MinimumDatagrams = 5 });
        int read = 0;
        Parallel.For(0, Count, seed =>
        {
            byte[] bytes = Mutate(inputs[seed % inputs.Length], new Random(seed));
            try
            {
                GapReport report = analyzer.Analyze(new MemoryStream(bytes, writable: false), CancellationToken.None);
                Interlocked.Increment(ref read);
                Assert.True(report.Packets <= bytes.Length && report.Flows.All(flow => flow.DutyCycle is >= 0 and <= 1 && flow.Lost is null or >= 0), $"seed {seed}");
            }
            catch (CaptureException failure)
            {
                Assert.InRange(failure.Cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Count / 10, Count);
    }

    private static byte[] Sample(bool isNext, bool isBig, int linkType)
    {
        CaptureFile file = new(isNext, isBig, linkType);
        for (uint i = 0; i < 8; i++)
            file.Add(i * 10, i, 12);
        return file.ToArray();
    }

    private static byte[] Mutate(byte[] input, Random random)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 + random.Next(3); changes > 0 && bytes.Count > 0; changes--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, random.Next(1, 40)));
                    break;
                default:
                    bytes.InsertRange(place, bytes[..random.Next(bytes.Count)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
