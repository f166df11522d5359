namespace PeerProto.Apple;

/// <summary>Bytes or text are no Thread data set. The message says what is wrong, where, and what to do; it holds no secret.</summary>
public sealed class ThreadDatasetException : FormatException
{
    internal ThreadDatasetException(string cause, string remedy)
        : base($"Reading a Thread data set failed: {cause}. {remedy}.")
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
