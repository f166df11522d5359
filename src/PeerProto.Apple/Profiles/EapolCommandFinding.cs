namespace PeerProto.Apple;

/// <summary>Something that is wrong with pasted eapolcfg commands, or worth knowing. Holds no password.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Command">The command that it is about, such as <c>createProfile</c>; null where it is about all.</param>
/// <param name="Message">What is wrong, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record EapolCommandFinding(ProfileFindingSeverity Severity, EapolCommandFindingCode Code, string? Command, string Message, string Remedy)
{
    /// <summary>Severity, command, message and remedy in one line.</summary>
    /// <returns>The written finding.</returns>
    public override string ToString() => $"{Severity}: {(Command is null ? "" : $"{Command}: ")}{Message}. {Remedy}.";
}
