namespace PeerProto.Apple;

/// <summary>What a family of crashes usually comes from.</summary>
/// <param name="Family">A short stable name, such as <c>watchdog</c>.</param>
/// <param name="Meaning">What happened, or is likely to have, as a sentence without its full stop.</param>
/// <param name="NextStep">What to do, as a sentence without its full stop.</param>
/// <param name="IsCertain">True where the report itself says so; false where it is experience.</param>
public sealed record CrashHint(string Family, string Meaning, string NextStep, bool IsCertain);
