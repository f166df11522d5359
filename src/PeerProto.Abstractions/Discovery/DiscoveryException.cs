namespace PeerProto;

/// <summary>Discovery could not do what was asked. The message holds the stage, the cause and the next step.</summary>
public sealed class DiscoveryException : Exception
{
    /// <summary>Makes an error from its three parts.</summary>
    /// <param name="stage">What was being done, such as "opening the multicast sockets".</param>
    /// <param name="cause">What went wrong, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    /// <param name="innerException">The error underneath, when there is one.</param>
    public DiscoveryException(string stage, string cause, string remedy, Exception? innerException = null)
        : base($"Discovery failed while {stage}: {cause}. {remedy}.", innerException)
    {
        Stage = stage;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What was being done.</summary>
    public string Stage { get; }

    /// <summary>What went wrong.</summary>
    public string Cause { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
