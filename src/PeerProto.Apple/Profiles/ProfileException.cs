namespace PeerProto.Apple;

/// <summary>Bytes are no configuration profile that can be read, or a profile cannot be used for what was asked. The message says what is wrong and what to do, and holds no secret.</summary>
public sealed class ProfileException : FormatException
{
    internal ProfileException(string cause, string remedy, Exception? inner = null)
        : base($"The profile cannot be used: {cause}. {remedy}.", inner)
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
