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
    [InlineData("x ", "Last Exception Backtrace:\n(0x ")]
    [InlineData("0x1 ", "Last Exception Backtrace:\n(")]
    [InlineData(")", "Last Exception Backtrace:\n(0x1 ")]
    [InlineData("0x1 + ", "Report Version: 12\nThread 0 Crashed:\n0   Image  0x0000000100000000 ")]
    [InlineData("0x1 - 0x2 ", "Report Version: 12\nThread 0 Crashed:\n0 I 0x1 a + 1\nBinary Images:\n")]
    public async Task EndlessRepetition_TakesNeitherStackNorMemoryNorTime(string repeated, string before)
    {
        // A quadratic reader takes minutes for 2 MB; a linear one takes a fraction of a second, and is given a minute.
        await Task.Run(() => Read(repeated, before), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task BareAddresses_BetweenWordsAndBrackets_AreReadInTimeThatGrowsWithTheLine()
    {
        string text = "Last Exception Backtrace:\n(0x " + string.Concat(Enumerable.Repeat("x ", 500_000)) + new string(')', 500_000) + "\n";
        await Task.Run(() => CrashReport.TryParse(text, out _, out _), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void MoreBareAddressesThanAreKept_AreSaidToBeLeftOut()
    {
        CrashReport report = CrashReport.Parse("Last Exception Backtrace:\n(" + string.Join(' ', Enumerable.Range(0, CrashReport.MaximumFrames + 1).Select(i => $"0x{i + 1:x}")) + ")\n");

        Assert.Equal(CrashReport.MaximumFrames, report.LastExceptionBacktrace.Count);
        Assert.Contains(report.Warnings, warning => warning.Kind == CrashWarningKind.Truncated);
    }

    private static void Read(string repeated, string before)
    {
        string text = before + string.Concat(Enumerable.Repeat(repeated, 2_000_000 / repeated.Length));
        long start = GC.GetAllocatedBytesForCurrentThread();
        if (CrashReport.TryParse(text, out CrashReport? report, out _))
            Assert.True(report.Threads.Count <= CrashReport.MaximumThreads && report.Signature.Text.Length < 10 * CrashReport.MaximumValueLength);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - start < 256L * 1024 * 1024);
    }
}
