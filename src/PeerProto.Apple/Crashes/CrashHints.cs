using System.Globalization;

namespace PeerProto.Apple;

/// <summary>
/// What families of crashes usually come from. Codes after Apple's "Understanding the exception types in a crash report" and "Addressing
/// watchdog terminations"; what is experience only is marked as not certain.
/// </summary>
internal static class CrashHints
{
    private const int FramesOfRecursion = 50;
    private const ulong LargestNullOffset = 0x4000;

    private static readonly Dictionary<ulong, CrashHint> Codes = new()
    {
        [0x8badf00d] = new("watchdog", "The system ended the app because it did not start, stop or answer in time", "Look what the main thread waits for: network, disk or a lock; move that off the main thread", true),
        [0xdead10cc] = new("lock held when suspended", "The app was suspended while it held a lock on a file or a database", "Finish that work in a background task, or close the file when the app leaves the foreground", true),
        [0xc00010ff] = new("too hot", "The system ended the app because the device became too hot", "Look what keeps the processor busy", true),
        [0xbaadca11] = new("call not reported", "The app did not report an incoming call after a PushKit message", "Report every such message to CallKit before its handler returns", true),
        [0xbad22222] = new("resumed too often", "A VoIP app was started in the background too often", "Send fewer such messages", true),
        [0xbaddd15c] = new("disk full", "The system ended the app to free disk space", "Purge caches of the app", true),
        [0xc51bad01] = new("watch app used too much processor", "A watch app used too much processor time in the background", "Do less in background tasks", true),
        [0xc51bad02] = new("watch app took too long", "A watch app did not finish its background task in time", "Do less in background tasks", true),
        [0xc51bad03] = new("watch app took too long", "A watch app did not finish its background task in time, on a busy system", "Do less in background tasks", true),
    };

    public static IReadOnlyList<CrashHint> Of(CrashReport report) =>
        [.. OfEnd(report).Concat(OfStack(report)).OfType<CrashHint>().DistinctBy(static hint => hint.Family).OrderByDescending(static hint => hint.IsCertain)];

    private static IEnumerable<CrashHint?> OfEnd(CrashReport report)
    {
        string type = report.Exception?.Type ?? "";
        string signal = report.Exception?.Signal ?? "";
        string written = $"{type} {signal} {report.Exception?.Subtype} {report.Termination?.Reason}";
        if (report.Termination?.Code is { } code && Codes.TryGetValue(code, out CrashHint? known))
            yield return known;
        string owner = report.Termination?.Namespace ?? "";
        if (owner == "DYLD")
            yield return new("missing library", "The loader did not find a library, or a function in one", "See the text of the termination for its name; check what is embedded and the lowest system version", true);
        if (owner == "TCC")
            yield return new("missing purpose text", "The app touched private data without the text that says why", "Add the key that the termination names to Info.plist", true);
        if (owner is "CODESIGNING" || written.Contains("Code Signature Invalid", StringComparison.OrdinalIgnoreCase))
            yield return new("code signature", "The system refused a page of code whose signature does not hold", "Sign again, and do not change a signed program or library in place", true);
        if (type == "EXC_GUARD")
            yield return new("guarded resource", "The process touched a guarded file descriptor, port or piece of memory, often by closing one that it does not own", "Look for a descriptor that is closed twice", true);
        if (type == "EXC_RESOURCE")
            yield return new("resource limit", "The process passed a limit of processor time, wakeups, memory or threads", "See the subtype for which one", true);
        if (report.LastExceptionBacktrace.Count > 0 || (signal == "SIGABRT" && report.Messages.Any(static text => text.Contains("uncaught exception", StringComparison.OrdinalIgnoreCase))))
            yield return new("uncaught exception", "An Objective-C or C++ exception was thrown and nobody caught it", "Read the messages of the report, then the backtrace of the last exception", true);
        else if (signal == "SIGABRT" && report.Messages.Count > 0)
            yield return new("abort with a message", "A library stopped the process on purpose and said why", "Read the messages of the report", true);
        if (report.Messages.Any(static text => text.Contains("malloc:", StringComparison.Ordinal)) || Mentions(report, "LIBMALLOC"))
            yield return new("heap damage", "The heap was found damaged, or something was freed that is not on it", "Run with Address Sanitizer: the damage was done earlier than this stack shows", true);
        if (type == "EXC_BAD_ACCESS" && AddressOf(report) is < LargestNullOffset)
            yield return new("null pointer", "The code used a pointer to nothing, with a small offset as of a field", "Look which object is nil in the innermost frame", true);
    }

    private static IEnumerable<CrashHint?> OfStack(CrashReport report)
    {
        string type = report.Exception?.Type ?? "";
        CrashFrame? top = report.Stack.Count > 0 ? report.Stack[0] : null;
        if (IsRecursion(report.Stack))
            yield return new("stack overflow", "The same functions call each other again and again until the stack is used up", "Look at the lowest repeated frame for the condition that should end it", false);
        if (type == "EXC_BREAKPOINT" && report.Stack.Take(4).Any(static frame => frame.Image == "libdispatch.dylib"))
            yield return new("queue assertion", "Dispatch found work on a queue where it must not be, or a wrong use of a queue", "Read the messages of the report; hop to the queue that the called code asks for", false);
        else if (type is "EXC_BREAKPOINT" or "EXC_BAD_INSTRUCTION")
            yield return new("trap", "The code stopped itself: in Swift a nil that was unwrapped, a number out of range, or a precondition", "Read the messages of the report and the line of the innermost frame of the app", false);
        if (Mentions(report, "_os_unfair_lock_corruption_abort") || Mentions(report, "_os_unfair_lock_recursive_abort"))
            yield return new("lock misused", "A lock was damaged, taken twice by one thread, or freed while in use", "Look for an object that is used after its end", false);
        if (type == "EXC_BAD_ACCESS" && top?.Symbol is { } symbol && (symbol.StartsWith("objc_", StringComparison.Ordinal) || symbol.StartsWith("swift_re", StringComparison.Ordinal) || symbol is "CFRelease" or "CFRetain"))
            yield return new("used after its end", "A message, or a release, went to an object that was gone already", "Run with Zombies, then with Address Sanitizer; look for delegates that are not kept and for objects shared between threads", false);
        if (report.Stack.Any(static frame => frame.Image == "CFNetwork") && (type is "" or "EXC_BAD_ACCESS" or "EXC_BREAKPOINT" or "EXC_CRASH"))
        {
            yield return new(
                "network session used after its end",
                "Crashes inside the work loop of CFNetwork mostly come from a session, a download or a delegate that was released while callbacks were pending, from cookie storage shared by threads, or from cancelling twice",
                "Invalidate the session before you release it, keep its delegate until then, use one queue, and run with Zombies and Address Sanitizer" + (IsOldMac(report.System) ? "; this version of macOS gets no more corrections" : ""),
                false);
        }

        if (report.Stack.Any(static frame => frame.Image is "libcoreclr.dylib" or "libmonosgen-2.0.dylib" or "libmono-component-hot_reload.dylib" || frame.Image.EndsWith(".dll", StringComparison.Ordinal)))
            yield return new(".NET", "The stack goes through .NET's runtime, whose compiled functions have no names here", "Look at the stack that .NET itself wrote to standard error or to the log", false);
    }

    private static bool IsOldMac(string? system) => system is not null && (system.StartsWith("macOS 10.", StringComparison.Ordinal) || system.StartsWith("macOS 11", StringComparison.Ordinal));

    private static bool Mentions(CrashReport report, string text) => report.Stack.Take(8).Any(frame => frame.Symbol?.Contains(text, StringComparison.Ordinal) == true);

    private static bool IsRecursion(IReadOnlyList<CrashFrame> stack) =>
        stack.Count >= FramesOfRecursion && stack.Where(static frame => frame.Symbol is not null).CountBy(static frame => (frame.Image, frame.Symbol)).Any(static count => count.Value >= FramesOfRecursion);

    private static ulong? AddressOf(CrashReport report)
    {
        if (report.Exception?.Subtype is not { } subtype || subtype.IndexOf(" at 0x", StringComparison.Ordinal) is not (var at and >= 0))
            return null;
        ReadOnlySpan<char> digits = subtype.AsSpan(at + " at 0x".Length);
        int count = 0;
        while (count < digits.Length && char.IsAsciiHexDigit(digits[count]))
            count++;
        return ulong.TryParse(digits[..count], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }
}
