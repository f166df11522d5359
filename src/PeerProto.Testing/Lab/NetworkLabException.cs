namespace PeerProto.Testing;

/// <summary>
/// A step of the network lab failed: what was being done, why it failed and what helps. The message holds all three.
/// </summary>
public sealed class NetworkLabException : Exception
{
    /// <summary>Describes one failed step.</summary>
    /// <param name="stage">What was being done, as a phrase: "creating the bridge".</param>
    /// <param name="cause">Why it failed, as the system told it.</param>
    /// <param name="remedy">What the reader can do about it.</param>
    /// <param name="innerException">The exception behind this one, if there is one.</param>
    public NetworkLabException(string stage, string cause, string remedy, Exception? innerException = null)
        : base($"The network lab failed while {stage}: {cause} {remedy}", innerException)
    {
        Stage = stage;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What was being done, as a phrase: "creating the bridge".</summary>
    public string Stage { get; }

    /// <summary>Why it failed, as the system told it.</summary>
    public string Cause { get; }

    /// <summary>What the reader can do about it.</summary>
    public string Remedy { get; }
}
