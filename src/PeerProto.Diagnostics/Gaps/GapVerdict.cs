namespace PeerProto;

/// <summary>What makes data go missing, why that is thought, and what to do.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cause">Why that is thought, as a sentence without its full stop.</param>
/// <param name="NextStep">What to do, as a sentence without its full stop.</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record GapVerdict(GapVerdictKind Kind, string Cause, string NextStep, GapCertainty Certainty)
{
    /// <summary>Whether it follows from the figures.</summary>
    public bool IsCertain => Certainty == GapCertainty.Certain;
}
