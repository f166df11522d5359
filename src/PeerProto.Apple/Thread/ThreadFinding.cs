namespace PeerProto.Apple;

/// <summary>One thing that is wrong with a data set, or suspicious.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Type">The TLV it is about; null when about the whole.</param>
/// <param name="Offset">Where that stands; null when it stands nowhere.</param>
/// <param name="Cause">What is wrong, as a sentence without its full stop. Holds no secret.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record ThreadFinding(ThreadFindingKind Kind, ThreadFindingSeverity Severity, ThreadTlvType? Type, int? Offset, string Cause, string Remedy)
{
    /// <summary>Severity, cause and remedy in one line.</summary>
    /// <returns>The written finding.</returns>
    public override string ToString() => $"{Severity}: {Cause}. {Remedy}.";
}
