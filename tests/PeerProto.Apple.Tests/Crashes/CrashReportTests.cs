namespace PeerProto.Apple.Tests;

public sealed class CrashReportTests
{
    [Fact]
    public void WordsOfThePost_AreSixFramesWithASignatureAndThreeWarnings()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.OfPost);
        Assert.Equal(CrashReportFormat.Words, report.Format);
        Assert.Equal(
            ["CFURLResponseGetRecommendedCachePolicy", "CFHTTPCookieStorageUnscheduleFromRunLoop", "__CFNetworkAgentMessageProcessorMain", "CFURLDownloadCancel", "CFURLDownloadCancel", "_dispatch_block_async_invoke2"],
            report.Stack.Select(frame => frame.Symbol));
        Assert.Equal(["CFNetwork", "CFNetwork", "CFNetwork", "CFNetwork", "CFNetwork", "libdispatch.dylib"], report.Stack.Select(frame => frame.Image));
        Assert.Equal([CrashWarningKind.NearestSymbol, CrashWarningKind.MissingImages, CrashWarningKind.ThirdPartyReport], report.Warnings.Select(warning => warning.Kind));
        Assert.Equal(
            "unknown | CFNetwork!CFURLResponseGetRecommendedCachePolicy | CFNetwork!CFHTTPCookieStorageUnscheduleFromRunLoop | CFNetwork!__CFNetworkAgentMessageProcessorMain | CFNetwork!CFURLDownloadCancel",
            report.Signature.Text);
        Assert.Equal("9e54a7d28118962c", report.Signature.Hash); // as sha256sum tells it
        Assert.Contains(report.Hints, hint => hint is { Family: "network session used after its end", IsCertain: false });
    }

    [Fact]
    public void Ips_TellsWhatItHolds()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.Ips);
        Assert.Equal(
            (CrashReportFormat.Ips, "Board", "org.example.board", "2.1", "77", "macOS 14.4", "23E214", "Mac14,2", true),
            (report.Format, report.Process, report.BundleId, report.AppVersion, report.AppBuild, report.System, report.SystemBuild, report.Model, report.IsTranslated));
        Assert.Equal(new CrashCause("EXC_BAD_ACCESS", "SIGSEGV", "0x0000000000000001, 0x0000000000000010", "KERN_INVALID_ADDRESS at 0x0000000000000010"), report.Exception);
        Assert.Equal(("SIGNAL", 11UL), (report.Termination!.Namespace, report.Termination.Code));
        Assert.Equal(["first remark", "second remark"], report.Messages);
        CrashThread thread = report.FaultingThread!;
        Assert.Equal((1, "org.example.store", 4), (thread.Number, thread.Queue, thread.Frames.Count));
        Assert.Equal(new CrashFrame("Board", "__21-[Canvas drawStrokes]_block_invoke_2", 44, 0x100000000 + 4660, 4660, false, "Canvas.m", 88), thread.Frames[1]);
        Assert.True(thread.Frames[0].IsFromSystem);
        Assert.Equal("EXC_BAD_ACCESS SIGSEGV KERN_INVALID_ADDRESS | Board!-[Canvas drawStrokes] | Board!Store.save(_:)", report.Signature.Text);
        Assert.Empty(report.Warnings);
        Assert.Equal(["null pointer", "used after its end"], report.Hints.Select(hint => hint.Family));
        Assert.Equal(report.Signature, CrashReport.Parse(CrashSamples.Body).Signature, (left, right) => left!.Text == right!.Text); // pasted without its first line
    }

    [Fact]
    public void FirstVersionsOfIps_WroteFramesAndImagesAsArrays()
    {
        const string Text =
            """
            {"app_name":"Board","bug_type":"309","os_version":"macOS 11.0 (20A1)"}
            {"procName":"Board","exception":{"type":"EXC_BREAKPOINT","signal":"SIGTRAP"},"faultingThread":0,
             "threads":[{"id":1,"frames":[[1,16],[0,32]]}],
             "usedImages":[["0F1E2D3C-0000-3000-8000-00000000ABCD",4096,"P"],["1F1E2D3C-0000-3000-8000-00000000ABCD",8192,"P"]],
             "legacyInfo":{"imageExtraInfo":[{"path":"/Applications/Board.app/Contents/MacOS/Board","name":"Board","size":512},{"path":"/usr/lib/system/libdispatch.dylib","name":"libdispatch.dylib","size":512}]}}
            """;
        CrashReport report = CrashReport.Parse(Text);
        Assert.Equal([new CrashFrame("libdispatch.dylib", null, null, 8208, 16, true), new CrashFrame("Board", null, null, 4128, 32, false)], report.Stack);
        Assert.Equal(("macOS 11.0", "20A1"), (report.System, report.SystemBuild));
        Assert.Equal("EXC_BREAKPOINT SIGTRAP | libdispatch.dylib!? | Board!0x20", report.Signature.Text);
        Assert.Contains(report.Warnings, warning => warning.Kind == CrashWarningKind.NotSymbolicated);
        Assert.Contains(report.Hints, hint => hint.Family == "queue assertion");
    }

    [Fact]
    public void OlderTextOfAMac_TellsWhatItHolds()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.Mac);
        Assert.Equal(
            (CrashReportFormat.Text, "Board", "org.example.board", "2.1", "77", "macOS 10.15.7", "19H2026", "X86-64", false),
            (report.Format, report.Process, report.BundleId, report.AppVersion, report.AppBuild, report.System, report.SystemBuild, report.CpuType, report.IsTranslated));
        Assert.Equal(new CrashCause("EXC_BAD_ACCESS", "SIGSEGV", "KERN_INVALID_ADDRESS at 0x00007f1122334455", "KERN_INVALID_ADDRESS at 0x00007f1122334455"), report.Exception);
        Assert.Equal(["objc_msgSend() selector name: release", "Note: one more line"], report.Messages);
        Assert.Equal(2, report.Threads.Count);
        Assert.Equal((0, "Main", "com.apple.main-thread", false), (report.Threads[0].Number, report.Threads[0].Name, report.Threads[0].Queue, report.Threads[0].IsFaulting));
        CrashThread thread = report.FaultingThread!;
        Assert.Equal((5, "com.apple.CFNetwork.Connection", 6), (thread.Number, thread.Queue, thread.Frames.Count));
        Assert.Equal(new CrashFrame("CFNetwork", "CFURLDownloadCancel", 20411, 0x00007fff2db4b000, 0x24b000, true), thread.Frames[2]);
        Assert.Equal(new CrashFrame("Board", "-[Loader stop]", 35, 0x10e3f8123, 0x1123, false, "Loader.m", 12), thread.Frames[4]);
        Assert.Equal(new CrashFrame("My Helper Kit", null, null, 0x10e600123, 291, false), thread.Frames[5]);
        Assert.Equal([CrashWarningKind.NearestSymbol, CrashWarningKind.NotSymbolicated], report.Warnings.Select(warning => warning.Kind));
        Assert.Contains("204110", report.Warnings[0].Cause, StringComparison.Ordinal);
        Assert.Contains(report.Hints, hint => hint.Family == "network session used after its end" && hint.NextStep.Contains("no more corrections", StringComparison.Ordinal));
        Assert.Equal("EXC_BAD_ACCESS SIGSEGV KERN_INVALID_ADDRESS | CFNetwork!CFHTTPCookieStorageUnscheduleFromRunLoop | CFNetwork!CFURLDownloadCancel | Board!-[Loader stop] | My Helper Kit!0x123", report.Signature.Text);
    }

    [Fact]
    public void OlderTextOfAPhone_TellsThatTheWatchdogEndedIt()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.Phone);
        Assert.Equal(("iPhone12,1", "iOS 14.4", "18D52"), (report.Model, report.System, report.SystemBuild));
        Assert.Equal((0, "com.apple.main-thread"), (report.FaultingThread!.Number, TextOf(report.FaultingThread.Queue ?? report.FaultingThread.Name)));
        Assert.Equal(new CrashFrame("Board", null, null, 0x1045dc1a4, 16804, false), report.Stack[1]);
        Assert.Equal("EXC_CRASH SIGKILL FRONTBOARD 0x8badf00d | libsystem_kernel.dylib!? | Board!0x41a4", report.Signature.Text);
        Assert.Equal("watchdog", report.Hints[0].Family);
        Assert.True(report.Hints[0].IsCertain);
    }

    [Fact]
    public void OlderTextInsideAnIpsFile_IsRead()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.Header.Replace("\"309\"", "\"109\"", StringComparison.Ordinal) + "\n" + CrashSamples.Mac);
        Assert.Equal((CrashReportFormat.Text, 6), (report.Format, report.Stack.Count));
    }

    [Fact]
    public void UncaughtException_IsSignedByWhereItWasThrown()
    {
        string text = CrashSamples.Mac.Replace("Thread 0:: Main", "Last Exception Backtrace:\n0   CoreFoundation 0x00007fff2db4a5f3 __exceptionPreprocess + 250\n1   libobjc.A.dylib 0x00007fff6aaa2219 objc_exception_throw + 48\n2   Board 0x000000010e3f8200 -[Loader throwIt] + 5\n\nThread 0:: Main", StringComparison.Ordinal);
        CrashReport report = CrashReport.Parse(text);
        Assert.EndsWith("| Board!-[Loader throwIt]", report.Signature.Text, StringComparison.Ordinal);
        Assert.Equal("uncaught exception", report.Hints[0].Family);
    }

    [Theory]
    [InlineData("___foo_block_invoke_2", "foo")]
    [InlineData("__44-[Foo barWithBaz:]_block_invoke", "-[Foo barWithBaz:]")]
    [InlineData("__destroy_helper_block_8_32s", "__destroy_helper_block_8_32s")]
    [InlineData("closure #1 in closure #2 in Store.save()", "Store.save()")]
    [InlineData("partial apply for closure #1 () -> () in Store.save()", "Store.save()")]
    [InlineData("std::vector<int, std::allocator<int>>::push_back(int const&)", "std::vector::push_back(int const&)")]
    [InlineData("operator<(Foo, Foo)", "operator<(Foo, Foo)")]
    [InlineData("ns::operator<<(Foo, Foo)", "ns::operator<<(Foo, Foo)")]
    [InlineData("Foo<A -> B>.run()", "Foo.run()")]
    [InlineData("run.cold.1", "run")]
    [InlineData("-[Foo bar]", "-[Foo bar]")]
    public void Symbol_LosesWhatChangesBetweenBuilds(string symbol, string expected)
    {
        CrashReport report = CrashReport.Parse($"Report Version: 12\nThread 0 Crashed:\n0   Image  0x0000000100000000 {symbol} + 12\n");
        Assert.Equal($"Image!{expected}", report.Signature.Frames[0]);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("   \n", "it is empty")]
    [InlineData("nothing of the kind", "it is neither .ips JSON")]
    [InlineData("{\"bug_type\":\"298\"}\n{}", "it is a report of kind 298")]
    [InlineData("{\"bug_type\":\"309\"}\n", "there is only its first line")]
    [InlineData("{\"bug_type\":\"309\"}\n{\"threads\":[", "its JSON breaks in line 1")]
    [InlineData("{\"a\":1}", "it has neither threads nor an exception")]
    [InlineData("{\"bug_type\":\"309\"}\n{\"threads\":[{\"name\":\"\\ud800\"}]}", "its JSON holds text that is no Unicode")]
    [InlineData("{\"bug_type\":\"109\"}\nProcess: x", "its text has no threads")]
    public void WhatIsNoCrashReport_IsRefusedWithAReason(string text, string cause)
    {
        Assert.False(CrashReport.TryParse(text, out CrashReport? report, out CrashReportException? failure));
        Assert.Null(report);
        Assert.StartsWith(cause, failure.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void MoreThanIsKept_IsCutAndSaidSo()
    {
        string frames = string.Concat(Enumerable.Range(0, CrashReport.MaximumFrames + 10).Select(i => $"{i}   Image  0x0000000100000000 deeper + {i}\n"));
        CrashReport report = CrashReport.Parse($"Report Version: 12\nThread 0 Crashed:\n{frames}\n");
        Assert.Equal(CrashReport.MaximumFrames, report.Stack.Count);
        Assert.Contains(report.Warnings, warning => warning.Kind == CrashWarningKind.Truncated);
        Assert.Contains(report.Hints, hint => hint.Family == "stack overflow");
        Assert.Throws<CrashReportException>(() => CrashReport.Parse(new string(' ', CrashReport.MaximumLength + 1)));
    }

    [Fact]
    public void SignatureOfOneFrame_IsCoarser()
    {
        CrashReport report = CrashReport.Parse(CrashSamples.Mac);
        Assert.Equal(["CFNetwork!CFHTTPCookieStorageUnscheduleFromRunLoop"], report.SignatureOf(1).Frames);
        Assert.Throws<ArgumentOutOfRangeException>(() => report.SignatureOf(0));
    }

    private static string? TextOf(string? text) => text?.Replace("Dispatch queue:", "", StringComparison.Ordinal).Trim();
}
