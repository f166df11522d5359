namespace PeerProto.Apple;

/// <summary>Finds why a report is to be read with care.</summary>
internal static class CrashWarnings
{
    // Few functions of the system are longer; between exported symbols there are many hidden ones.
    private const long LargestLikelyOffset = 4096;

    private static readonly string[] Reporters = ["CrashReporter", "KSCrash", "Crashlytics", "Sentry", "Bugsnag", "AppCenterCrashes", "Instabug", "Embrace", "libcrashpad", "Breakpad"];

    public static IReadOnlyList<CrashWarning> Of(CrashReport report)
    {
        List<CrashWarning> warnings = [];
        IReadOnlyList<CrashFrame> stack = report.Stack;
        bool hasOffsets = stack.Any(static frame => frame.SymbolOffset is not null || frame.ImageOffset is not null || frame.Address is not null);
        if (FindNearestSymbol(stack) is { } nearest)
        {
            warnings.Add(new CrashWarning(
                CrashWarningKind.NearestSymbol,
                nearest,
                "Do not conclude from the name of that function: symbolicate with the symbols of exactly this system version"));
        }

        if (report.Images.Count == 0)
        {
            warnings.Add(new CrashWarning(
                CrashWarningKind.MissingImages,
                hasOffsets ? "there is no list of images, so that addresses cannot be turned into functions" : "there is no list of images and no offset, so that neither versions nor true functions can be told",
                "Ask for the whole report as the system wrote it"));
        }
        else if (stack.Count > 0 && !hasOffsets)
        {
            warnings.Add(new CrashWarning(CrashWarningKind.MissingOffsets, "frames tell no offset, so that a nearest symbol cannot be told from a true one", "Ask for the whole report as the system wrote it"));
        }

        if (report.IsFromThirdParty)
        {
            warnings.Add(new CrashWarning(
                CrashWarningKind.ThirdPartyReport,
                "another program than the system wrote this report from within the crashed process, which it may have read wrongly",
                "Ask for Apple's own report of the same crash: ~/Library/Logs/DiagnosticReports, or Settings, Privacy, Analytics Data on the device"));
        }
        else if (report.Images.FirstOrDefault(static image => image.IsFromSystem != true && Reporters.Any(name => image.Name.Contains(name, StringComparison.OrdinalIgnoreCase))) is { } reporter)
        {
            warnings.Add(new CrashWarning(
                CrashWarningKind.ThirdPartyReporterLoaded,
                $"{reporter.Name} was loaded, which catches signals and exceptions before the system does",
                "Where the stack looks odd, see whether it stays so without that reporter"));
        }

        int bare = stack.Count(static frame => frame.Symbol is null && frame.IsFromSystem != true);
        if (bare > 0 && report.Images.Count > 0)
            warnings.Add(new CrashWarning(CrashWarningKind.NotSymbolicated, $"{bare} of {stack.Count} frames have addresses only", "Symbolicate with the dSYM files whose UUIDs stand in the list of images"));
        if (report.Threads.Count > 0 && !report.Threads.Any(static thread => thread.IsFaulting) && report.LastExceptionBacktrace.Count == 0)
            warnings.Add(new CrashWarning(CrashWarningKind.NoFaultingThread, "the report does not say which thread crashed, so that the first one is shown", "Look at the other threads as well"));
        if (report.IsTruncated)
            warnings.Add(new CrashWarning(CrashWarningKind.Truncated, "the report has more threads, frames or images than are kept", "Look into the file itself for the rest"));
        return warnings;
    }

    private static string? FindNearestSymbol(IReadOnlyList<CrashFrame> stack)
    {
        if (stack.FirstOrDefault(static frame => frame is { Symbol: not null, SymbolOffset: > LargestLikelyOffset } && frame.IsFromSystem != false) is { } far)
            return $"{far.Image} {far.Symbol} + {far.SymbolOffset} is so far from that function that it is only the nearest one with a public name";
        for (int i = 1; i < stack.Count; i++)
        {
            CrashFrame frame = stack[i];
            if (frame is { Symbol: not null, SymbolOffset: null } && frame.IsFromSystem != false && frame.Symbol == stack[i - 1].Symbol && frame.Image == stack[i - 1].Image)
                return $"{frame.Symbol} stands twice in a row without offset: {frame.Image} exports few names, and hidden functions go by the nearest of them";
        }

        return null;
    }
}
