namespace PeerProto.Apple;

/// <summary>One command of a plan.</summary>
/// <param name="Command">The command for a POSIX shell, on one line.</param>
/// <param name="Purpose">What it is for, as a sentence without its full stop.</param>
public sealed record EapolCommandStep(string Command, string Purpose);
