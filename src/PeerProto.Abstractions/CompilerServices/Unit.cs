namespace PeerProto.CompilerServices;

/// <summary>The only value of a call that has no arguments or no result; on the wire an empty array.</summary>
public readonly record struct Unit;
