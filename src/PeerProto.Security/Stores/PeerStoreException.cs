namespace PeerProto;

/// <summary>A file that holds an identity or trusted peers cannot be used. Its message names the file and what to do, and nothing of what is in it.</summary>
public sealed class PeerStoreException : IOException
{
    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="code">The entry of the catalogue.</param>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    /// <param name="innerException">The failure underneath, or null.</param>
    public PeerStoreException(PeerDiagnosisCode code, string cause, string remedy, Exception? innerException = null)
        : base($"{cause}. {remedy}.", innerException) => Diagnosis = new PeerDiagnosis(ConnectionStage.Tls, code, cause, remedy);

    /// <summary>The failure as an entry of the catalogue.</summary>
    public PeerDiagnosis Diagnosis { get; }
}
