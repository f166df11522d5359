namespace PeerProto.Apple;

/// <summary>One thread of a crashed process.</summary>
/// <param name="Number">Its number in the report, from 0.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="Queue">The dispatch queue that it worked for; null where there was none.</param>
/// <param name="IsFaulting">Whether this thread crashed.</param>
/// <param name="Frames">Its calls, the innermost first.</param>
public sealed record CrashThread(int Number, string? Name, string? Queue, bool IsFaulting, IReadOnlyList<CrashFrame> Frames);
