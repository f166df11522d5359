namespace PeerProto;

/// <summary>Why discovery does not work, in the form in which it is shown and counted. <c>docs/diagnosis.md</c> has an entry for each problem.</summary>
/// <param name="Problem">Which entry of the catalogue it is.</param>
/// <param name="Cause">Why, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do about it, as a sentence without its full stop.</param>
public sealed record DiscoveryDiagnosis(DiscoveryProblem Problem, string Cause, string Remedy)
{
    /// <summary>Problem, cause and remedy in one line.</summary>
    /// <returns>The written diagnosis.</returns>
    public override string ToString() => $"{Problem}: {Cause}. {Remedy}.";
}
