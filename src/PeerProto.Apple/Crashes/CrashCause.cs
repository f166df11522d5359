namespace PeerProto.Apple;

/// <summary>What stopped the process, as the kernel saw it.</summary>
/// <param name="Type">Such as <c>EXC_BAD_ACCESS</c>.</param>
/// <param name="Signal">Such as <c>SIGSEGV</c>; null where there was none.</param>
/// <param name="Codes">The codes as written; null where there are none.</param>
/// <param name="Subtype">Such as <c>KERN_INVALID_ADDRESS at 0x0</c>; null where there is none.</param>
public sealed record CrashCause(string Type, string? Signal, string? Codes, string? Subtype);
