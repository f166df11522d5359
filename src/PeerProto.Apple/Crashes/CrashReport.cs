using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>
/// A crash report of an Apple system, whichever way it was written: <c>.ips</c>, the older <c>.crash</c> text, or the words that a crash
/// service exports. Values that a report does not hold are null or empty, never guessed. Immutable.
/// </summary>
public sealed class CrashReport
{
    /// <summary>The longest text that is read, in UTF-16 units: 16 Mi.</summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    /// <summary>How many threads of a report are kept.</summary>
    public const int MaximumThreads = 4096;

    /// <summary>How many frames of one thread are kept.</summary>
    public const int MaximumFrames = 1024;

    /// <summary>How many images of a report are kept.</summary>
    public const int MaximumImages = 8192;

    /// <summary>How many characters of one value are kept.</summary>
    public const int MaximumValueLength = 4096;

    /// <summary>How many frames a signature has by default.</summary>
    public const int DefaultSignatureFrames = 5;

    internal CrashReport()
    {
    }

    /// <summary>How the report was written.</summary>
    public required CrashReportFormat Format { get; init; }

    /// <summary>Name of the process.</summary>
    public string? Process { get; init; }

    /// <summary>Where its program was.</summary>
    public string? ProcessPath { get; init; }

    /// <summary>Identifier of the app.</summary>
    public string? BundleId { get; init; }

    /// <summary>Version of the app, as people read it.</summary>
    public string? AppVersion { get; init; }

    /// <summary>Version of the app's build.</summary>
    public string? AppBuild { get; init; }

    /// <summary>Name and version of the system, such as <c>macOS 14.4</c>.</summary>
    public string? System { get; init; }

    /// <summary>Build of the system, such as <c>23E214</c>.</summary>
    public string? SystemBuild { get; init; }

    /// <summary>Model of the device, such as <c>iPhone15,2</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The kind of processor, such as <c>ARM-64</c>.</summary>
    public string? CpuType { get; init; }

    /// <summary>Whether code for Intel ran on Apple silicon; null where the report does not say.</summary>
    public bool? IsTranslated { get; init; }

    /// <summary>When it crashed, as the report writes it.</summary>
    public string? Time { get; init; }

    /// <summary>Identifier of the report.</summary>
    public string? Incident { get; init; }

    /// <summary>What stopped the process.</summary>
    public CrashCause? Exception { get; init; }

    /// <summary>Who ended it, and why.</summary>
    public CrashTermination? Termination { get; init; }

    /// <summary>Texts of libraries about the end, such as the message of an assertion.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Remarks of the system on the report itself.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>All threads.</summary>
    public IReadOnlyList<CrashThread> Threads { get; init; } = [];

    /// <summary>Where the uncaught exception was thrown, the innermost call first; empty where there was none.</summary>
    public IReadOnlyList<CrashFrame> LastExceptionBacktrace { get; init; } = [];

    /// <summary>What was loaded.</summary>
    public IReadOnlyList<CrashImage> Images { get; init; } = [];

    /// <summary>Why the report is to be read with care.</summary>
    public IReadOnlyList<CrashWarning> Warnings => field ??= CrashWarnings.Of(this);

    /// <summary>What crashes like this usually come from, the surest first.</summary>
    public IReadOnlyList<CrashHint> Hints => field ??= CrashHints.Of(this);

    /// <summary>What makes two crashes the same, by <see cref="DefaultSignatureFrames"/> frames.</summary>
    public CrashSignature Signature => field ??= CrashSignatures.Of(this, DefaultSignatureFrames);

    /// <summary>The thread that crashed, the first one where the report does not say; null where there are no threads.</summary>
    public CrashThread? FaultingThread => field ??= Threads.FirstOrDefault(static thread => thread.IsFaulting) ?? (Threads is [var first, ..] ? first : null);

    /// <summary>The stack that tells the most: of the uncaught exception where there is one, otherwise of the thread that crashed.</summary>
    public IReadOnlyList<CrashFrame> Stack => LastExceptionBacktrace.Count > 0 ? LastExceptionBacktrace : FaultingThread?.Frames ?? [];

    /// <summary>Whether the report shows marks of another writer than the system.</summary>
    internal bool IsFromThirdParty { get; init; }

    /// <summary>Whether anything was left out for being too much.</summary>
    internal bool IsTruncated { get; init; }

    /// <summary>Makes a signature with another number of frames, for coarser or finer groups.</summary>
    /// <param name="frames">At least 1 and at most 100.</param>
    /// <returns>The signature.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is out of its range.</exception>
    public CrashSignature SignatureOf(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, 100);
        return frames == DefaultSignatureFrames ? Signature : CrashSignatures.Of(this, frames);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="text">The content of an <c>.ips</c> or <c>.crash</c> file, or the words of a crash service.</param>
    /// <returns>The report.</returns>
    /// <exception cref="CrashReportException">The text is no crash report, or a broken one.</exception>
    public static CrashReport Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
            throw new CrashReportException($"it has {text.Length} characters, and {MaximumLength} are the most", "Cut away what is not the report");
        ReadOnlySpan<char> start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        if (start.IsEmpty)
            throw new CrashReportException("it is empty", "Give the whole file");
        if (start[0] == '{')
            return IpsReader.Read(text[^start.Length..]);
        return TextCrashReader.TryRead(text) ?? WordCrashReader.TryRead(text) ?? throw new CrashReportException(
            "it is neither .ips JSON, nor the text of a .crash file, nor words of the form 'module None symbol None line'",
            "Give the file from Console's crash reports, or from Settings, Privacy, Analytics Data on the device");
    }

    /// <summary>Reads a report, without an exception for what is none.</summary>
    /// <param name="text">See <see cref="Parse"/>.</param>
    /// <param name="report">The report; null where it could not be read.</param>
    /// <param name="failure">Why it could not be read; null where it was.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out CrashReport? report, [NotNullWhen(false)] out CrashReportException? failure)
    {
        try
        {
            (report, failure) = (Parse(text), null);
            return true;
        }
        catch (CrashReportException caught)
        {
            (report, failure) = (null, caught);
            return false;
        }
    }
}
