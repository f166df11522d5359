namespace PeerProto;

/// <summary>A connection did not come about, or ended, for a reason other than a wish of this program.</summary>
public sealed class PeerConnectionException : PeerException
{
    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="stage">Where it happened.</param>
    /// <param name="code">The kind of failure.</param>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    /// <param name="innerException">The failure underneath, or null.</param>
    /// <param name="diagnosis">The entry of the catalogue, or null for the one that stage and kind usually mean.</param>
    public PeerConnectionException(
        ConnectionStage stage, PeerErrorCode code, string cause, string remedy, Exception? innerException = null, PeerDiagnosisCode? diagnosis = null)
        : base(stage, cause, remedy, innerException)
    {
        Code = code;
        Diagnosis = new PeerDiagnosis(stage, diagnosis ?? PeerDiagnosis.CodeOf(stage, code), cause, remedy);
    }

    /// <summary>The kind of failure, for programs that decide what to do next.</summary>
    public PeerErrorCode Code { get; }

    /// <summary>The failure as an entry of the catalogue: finer than <see cref="Code"/>, and what connection states carry.</summary>
    public PeerDiagnosis Diagnosis { get; }
}
