using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Apple;

/// <summary>Makes signatures: what ended the process, then the innermost frames that say something.</summary>
internal static class CrashSignatures
{
    private static readonly HashSet<string> Plumbing = new(StringComparer.Ordinal)
    {
        "abort", "__abort", "abort_message", "raise", "__pthread_kill", "pthread_kill", "__assert_rtn", "_sigtramp", "CFRelease", "CFRetain", "_CFRelease", "_CFRetain",
        "demangling_terminate_handler", "_objc_terminate", "std::__terminate", "std::terminate", "__cxa_throw", "__cxa_rethrow", "__exceptionPreprocess", "__raiseError",
        "start_wqthread", "_pthread_wqthread", "_pthread_start", "_pthread_body", "thread_start", "start", "_assertionFailure", "swift_runtime_on_report", "swift_unexpectedError",
        "mach_msg", "mach_msg_trap", "mach_msg2_trap", "mach_msg2_internal", "mach_msg_overwrite", "CFRunLoopRunSpecific", "__CFRunLoopRun", "__CFRunLoopDoSource0", "__CFRunLoopDoSources0",
    };

    private static readonly string[] PlumbingPrefixes =
    [
        "_os_unfair_lock_", "os_unfair_lock_", "objc_", "_objc_", "_dispatch_", "__CFRUNLOOP_IS_", "swift::fatalError", "_swift_runtime_", "Swift runtime failure", "__lldb_unnamed", "<deduplicated_symbol>", "<redacted>",
    ];

    public static CrashSignature Of(CrashReport report, int frames)
    {
        List<string> chosen = Choose(report.Stack.Where(static frame => !IsPlumbing(frame)), frames);
        if (chosen.Count == 0)
            chosen = Choose(report.Stack, frames);
        string text = string.Join(" | ", [End(report), .. chosen]);
        return new CrashSignature(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8)), chosen);
    }

    /// <summary>Whether a frame is the way every crash of its kind goes, or says nothing.</summary>
    public static bool IsPlumbing(CrashFrame frame)
    {
        if (frame.Symbol is not { } symbol)
            return false;
        string name = SymbolNames.Normalize(symbol);
        return Plumbing.Contains(name) || PlumbingPrefixes.Any(prefix => symbol.StartsWith(prefix, StringComparison.Ordinal) || name.StartsWith(prefix, StringComparison.Ordinal));
    }

    // The same function twice in a row is recursion, or a nearest symbol: neither makes another crash.
    private static List<string> Choose(IEnumerable<CrashFrame> frames, int most)
    {
        List<string> chosen = [];
        foreach (CrashFrame frame in frames)
        {
            string name = Name(frame);
            if (chosen.Count > 0 && chosen[^1] == name)
                continue;
            if (chosen.Count == most)
                break;
            chosen.Add(name);
        }

        return chosen;
    }

    // Without a symbol, the place in an app's own program still tells crashes of one build apart; in the system's it would split by version.
    private static string Name(CrashFrame frame) => (frame.Symbol, frame.ImageOffset, frame.IsFromSystem) switch
    {
        ({ } symbol, _, _) => $"{frame.Image}!{SymbolNames.Normalize(symbol)}",
        (_, { } offset, not true) => $"{frame.Image}!0x{offset:x}",
        _ => $"{frame.Image}!?",
    };

    private static string End(CrashReport report)
    {
        List<string> words = [];
        if (report.Exception is { } exception)
        {
            words.Add(exception.Type);
            if (exception.Signal is { } signal)
                words.Add(signal);
            if (exception.Subtype is { } subtype)
                words.Add(CodeClass(subtype));
        }

        if (report.Termination is { Namespace: not ("" or "SIGNAL") } termination)
            words.Add(termination.Code is { } code ? $"{termination.Namespace} 0x{code:x}" : termination.Namespace);
        return words.Count == 0 ? "unknown" : string.Join(' ', words);
    }

    // "KERN_INVALID_ADDRESS at 0x10" without the address
    private static string CodeClass(string subtype)
    {
        int end = subtype.AsSpan().IndexOfAnyExcept(WordCharacters);
        return end < 0 ? subtype : subtype[..end];
    }

    private static readonly System.Buffers.SearchValues<char> WordCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
