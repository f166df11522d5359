namespace PeerProto.Apple;

/// <summary>What was found in pasted text about eapolcfg.</summary>
/// <param name="Commands">The commands, in the order of the text.</param>
/// <param name="Findings">What is wrong with them.</param>
/// <param name="Errors">The error codes in the text, explained.</param>
public sealed record EapolCommandCheck(IReadOnlyList<EapolCommand> Commands, IReadOnlyList<EapolCommandFinding> Findings, IReadOnlyList<AppleErrorExplanation> Errors)
{
    /// <summary>Whether nothing is in the way: there are commands, and only notes about them.</summary>
    public bool IsGood => Commands.Count > 0 && Findings.All(static finding => finding.Severity == ProfileFindingSeverity.Note);
}
