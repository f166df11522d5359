namespace PeerProto;

/// <summary>An interface cannot be watched. The message says what failed, why, and what to do.</summary>
public sealed class DhcpWatchException : IOException
{
    internal DhcpWatchException(DhcpWatchError error, string stage, string cause, string remedy, Exception? inner = null)
        : base($"{stage} failed: {cause}. {remedy}.", inner)
    {
        Error = error;
        Stage = stage;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>Why.</summary>
    public DhcpWatchError Error { get; }

    /// <summary>What was being done.</summary>
    public string Stage { get; }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
