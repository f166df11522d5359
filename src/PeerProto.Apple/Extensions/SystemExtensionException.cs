namespace PeerProto.Apple;

/// <summary>Text or bytes are no listing of system extensions. The message says what is wrong and what to do.</summary>
public sealed class SystemExtensionException : FormatException
{
    internal SystemExtensionException(string cause, string remedy)
        : base($"Reading a list of system extensions failed: {cause}. {remedy}.")
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
