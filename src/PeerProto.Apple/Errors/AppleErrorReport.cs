namespace PeerProto.Apple;

/// <summary>What the codes of a text mean.</summary>
/// <param name="Explanations">One for each different code, in the order of the text; at most <see cref="AppleErrors.MaximumExplanations"/>, those whose codes came last.</param>
/// <param name="Length">How many characters were read: all there were.</param>
/// <param name="Mentions">How many times a code was found.</param>
/// <param name="LeftOut">How many explanations were left out because others came after them.</param>
public sealed record AppleErrorReport(IReadOnlyList<AppleErrorExplanation> Explanations, long Length, long Mentions, long LeftOut);
