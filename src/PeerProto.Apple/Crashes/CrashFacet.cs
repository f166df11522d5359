namespace PeerProto.Apple;

/// <summary>How many crashes of a group share a value.</summary>
/// <param name="Value">The value, such as <c>macOS 14.4</c>.</param>
/// <param name="Count">How many.</param>
public sealed record CrashFacet(string Value, int Count);
