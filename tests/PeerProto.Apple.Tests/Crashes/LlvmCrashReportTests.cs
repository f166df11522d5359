namespace PeerProto.Apple.Tests;

/// <summary>Reports that macOS wrote and LLVM published, see <c>Crashes/Llvm/README.md</c>; what is expected was read off them by eye, and where it can be from another part of the same report.</summary>
public sealed class LlvmCrashReportTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Crashes", "Llvm");

    [Fact]
    public void TextOfMacOS_IsReadFrameByFrame()
    {
        CrashReport report = CrashReport.Parse(File.ReadAllText(Path.Combine(Folder, "multithread-test.crash")));

        Assert.Equal((CrashReportFormat.Text, "multithread-test", "macOS 13.0", "ARM-64"), (report.Format, report.Process, report.System, report.CpuType));
        Assert.Equal(("EXC_BAD_ACCESS", "SIGSEGV"), (report.Exception!.Type, report.Exception.Signal));
        Assert.Equal(("SIGNAL", 11UL), (report.Termination!.Namespace, report.Termination.Code));
        Assert.Equal([5, 17, 8], report.Threads.Select(thread => thread.Frames.Count));
        Assert.Equal("com.apple.main-thread", report.Threads[0].Queue);
        Assert.Equal(2, report.FaultingThread!.Number);
        Assert.Equal(8, report.Images.Count);
        CrashFrame first = report.FaultingThread.Frames[0];
        Assert.Equal(("multithread-test", "bar(int)", 20L, 0x100ec58f4UL, "multithread-test.cpp", 7), (first.Image, first.Symbol, first.SymbolOffset, first.Address, first.SourceFile, first.SourceLine));
        Assert.Equal(("std::__1::thread::join()", 36L), (report.Threads[0].Frames[2].Symbol, report.Threads[0].Frames[2].SymbolOffset));
        CrashFrame longest = report.Threads[1].Frames[14];
        Assert.Equal((84L, "thread", 298), (longest.SymbolOffset, longest.SourceFile, longest.SourceLine));
        Assert.EndsWith("std::__1::reference_wrapper<int> > >(void*)", longest.Symbol, StringComparison.Ordinal);
        Assert.StartsWith("EXC_BAD_ACCESS SIGSEGV KERN_INVALID_ADDRESS | multithread-test!bar", report.Signature.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void IpsOfMacOS_GivesTheAddressesThatItsOwnTextGives()
    {
        CrashReport report = CrashReport.Parse(File.ReadAllText(Path.Combine(Folder, "asi.ips")));

        Assert.Equal((CrashReportFormat.Ips, "asi", "macOS 13.0", "Mac13,1", "ARM-64", false), (report.Format, report.Process, report.System, report.Model, report.CpuType, report.IsTranslated));
        Assert.Equal(("EXC_CRASH", "SIGABRT"), (report.Exception!.Type, report.Exception.Signal));
        Assert.Equal(3, report.Messages.Count);
        Assert.Contains(report.Messages, message => message.Contains("NSRangeException", StringComparison.Ordinal));
        Assert.Equal(("com.apple.main-thread", 15), (report.FaultingThread!.Queue, report.FaultingThread.Frames.Count));

        // "asiBacktraces" of the report has the last two frames as text, with addresses where the threads have offsets.
        Assert.Equal(
            [("asi", "main", 128L, 0x1047e3ed0UL), ("dyld", "start", 2544L, 0x1a05d3e50UL)],
            report.FaultingThread.Frames.TakeLast(2).Select(frame => (frame.Image, frame.Symbol!, frame.SymbolOffset!.Value, frame.Address!.Value)));
        Assert.Equal([true, true, false, true], report.FaultingThread.Frames.TakeLast(4).Select(frame => frame.IsFromSystem ?? false));
    }
}
