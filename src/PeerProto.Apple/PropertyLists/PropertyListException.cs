namespace PeerProto.Apple;

/// <summary>Bytes are no property list, or a value cannot be written as one. The message says what is wrong and what to do.</summary>
public sealed class PropertyListException : FormatException
{
    internal PropertyListException(string cause, string remedy = "Give the file as the system wrote it")
        : base($"The property list is broken: {cause}. {remedy}.")
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
