namespace PeerProto;

/// <summary>
/// The base of failures of connections. It tells where it happened, why, and what to do about it;
/// <see cref="Exception.Message"/> is those three in one sentence each.
/// </summary>
public abstract class PeerException : Exception
{
    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="stage">Where it happened.</param>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    /// <param name="innerException">The failure underneath, or null.</param>
    protected PeerException(ConnectionStage stage, string cause, string remedy, Exception? innerException)
        : base($"{stage}: {cause}. {remedy}.", innerException)
    {
        Stage = stage;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>The stage of the connection in which it happened.</summary>
    public ConnectionStage Stage { get; }

    /// <summary>Why it happened, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do about it, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
