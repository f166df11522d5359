namespace PeerProto.CompilerServices;

/// <summary>What a caller says of one call beside its arguments.</summary>
/// <param name="Deadline">When it has to end, or none.</param>
/// <param name="Progress">Who is told of its progress, or null.</param>
public readonly record struct CallSettings(PeerDeadline Deadline = default, CallProgress? Progress = null);
