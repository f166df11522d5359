namespace PeerProto.Apple;

/// <summary>Why a crash report is to be read with care, and what to do about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cause">What is wrong, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record CrashWarning(CrashWarningKind Kind, string Cause, string Remedy);
