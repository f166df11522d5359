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
        : this(stage, new DiscoveryDiagnosis(DiscoveryProblem.Unknown, cause, remedy), innerException)
    {
    }

    /// <summary>Makes an error of the catalogue.</summary>
    /// <param name="stage">What was being done, such as "opening the multicast sockets".</param>
    /// <param name="diagnosis">What went wrong, and what to do about it.</param>
    /// <param name="innerException">The error underneath, when there is one.</param>
    public DiscoveryException(string stage, DiscoveryDiagnosis diagnosis, Exception? innerException = null)
        : base($"Discovery failed while {stage}: {diagnosis?.Cause}. {diagnosis?.Remedy}.", innerException)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        Stage = stage;
        Diagnosis = diagnosis;
    }

    /// <summary>What was being done.</summary>
    public string Stage { get; }

    /// <summary>Which problem of the catalogue it is, with cause and remedy.</summary>
    public DiscoveryDiagnosis Diagnosis { get; }

    /// <summary>What went wrong.</summary>
    public string Cause => Diagnosis.Cause;

    /// <summary>What to do about it.</summary>
    public string Remedy => Diagnosis.Remedy;
}
