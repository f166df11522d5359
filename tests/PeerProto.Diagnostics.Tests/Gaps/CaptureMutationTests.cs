namespace PeerProto.Diagnostics.Tests.Gaps;

public sealed class CaptureMutationTests
{
    [Fact]
    public void MutatedCapture_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [Sample(false, false, 1), Sample(false, true, 276), Sample(true, false, 113), Sample(true, true, 101), Sample(false, false, 258)];
        GapAnalyzer analyzer = new(new GapAnalyzerOptions { Sequence = new SequenceField(0, 4), MinimumDatagrams = 5 });
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            byte[] bytes = Mutations.Of(inputs[seed % inputs.Length], seed);
            try
            {
                GapReport report = analyzer.Analyze(new MemoryStream(bytes, writable: false), CancellationToken.None);
                Interlocked.Increment(ref read);
                Assert.True(report.Packets <= bytes.Length && report.Flows.All(flow => flow.DutyCycle is >= 0 and <= 1 && flow.Lost is null or >= 0 && flow.Gaps.All(gap => gap.Lost is null or >= 0)), $"seed {seed}");
            }
            catch (CaptureException failure)
            {
                Assert.InRange(failure.Cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Mutations.Count / 10, Mutations.Count);
    }

    private static byte[] Sample(bool isNext, bool isBig, int linkType)
    {
        CaptureFile file = new(isNext, isBig, linkType);
        for (uint i = 0; i < 8; i++)
            file.Add(i * 10, i, 12);
        return file.ToArray();
    }
}
