using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class CrashReportMutationTests
{
    [Fact]
    public void MutatedReport_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [.. ((string[])[CrashSamples.Ips, CrashSamples.Mac, CrashSamples.Phone, CrashSamples.OfPost]).Select(Encoding.UTF8.GetBytes)];
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            string text = Encoding.UTF8.GetString(Mutations.Of(inputs[seed % inputs.Length], seed));
            if (!CrashReport.TryParse(text, out CrashReport? report, out CrashReportException? failure))
            {
                Assert.True(failure.Cause.Length is > 0 and < 400, $"seed {seed}");
                return;
            }

            Interlocked.Increment(ref read);
            Assert.True(report.Signature.Hash.Length == 16 && report.Warnings.Count < 10 && report.Hints.Count < 20, $"seed {seed}");
            Assert.True(report.Threads.Sum(thread => thread.Frames.Count) + report.Images.Count <= text.Length, $"seed {seed}");
            _ = report.Stack.Select(frame => frame.ToString()).Count();
        });
        Assert.InRange(read, Mutations.Count / 2, Mutations.Count);
    }

    [Theory]
    [InlineData("[", "{\"threads\":")]
    [InlineData("{\"a\":", "")]
    [InlineData("<", "Report Version: 12\nThread 0 Crashed:\n0   Image  0x0000000100000000 ")]
    [InlineData("closure #1 in ", "Report Version: 12\nThread 0 Crashed:\n0   Image  0x0000000100000000 ")]
    [InlineData("0x1 ", "Report Version: 12\nThread 0 Crashed:\n0   Image  ")]
    [InlineData("None ", "")]
    [InlineData("Thread 1:\n", "Report Version: 12\n")]
    [InlineData("a None b None 0 ", "")]
    public void EndlessRepetition_TakesNeitherStackNorMemory(string repeated, string before)
    {
        string text = before + string.Concat(Enumerable.Repeat(repeated, 2_000_000 / repeated.Length));
        long start = GC.GetAllocatedBytesForCurrentThread();
        if (CrashReport.TryParse(text, out CrashReport? report, out _))
            Assert.True(report.Threads.Count <= CrashReport.MaximumThreads && report.Signature.Text.Length < 10 * CrashReport.MaximumValueLength);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - start < 256L * 1024 * 1024);
    }
}
