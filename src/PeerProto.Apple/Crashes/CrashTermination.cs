namespace PeerProto.Apple;

/// <summary>Who ended the process, and why.</summary>
/// <param name="Namespace">Whose code it is, such as <c>SIGNAL</c>, <c>RUNNINGBOARD</c>, <c>DYLD</c> or <c>TCC</c>.</param>
/// <param name="Code">The code; null where the report does not say.</param>
/// <param name="Reason">Text that came with it; empty where there is none.</param>
public sealed record CrashTermination(string Namespace, ulong? Code, string Reason);
