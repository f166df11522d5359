namespace PeerProto.Apple;

/// <summary>Text is no crash report, or one that cannot be read. The message says what is wrong and what to do.</summary>
public sealed class CrashReportException : FormatException
{
    internal CrashReportException(string cause, string remedy)
        : base($"Reading a crash report failed: {cause}. {remedy}.")
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
