namespace PeerProto;

/// <summary>How many gaps were about as long.</summary>
/// <param name="UpTo">The longest of them; null for those longer than all others.</param>
/// <param name="Count">How many.</param>
public readonly record struct GapBucket(TimeSpan? UpTo, int Count);
