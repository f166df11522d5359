namespace PeerProto.Apple;

/// <summary>Something that is wrong with a configuration profile, or worth knowing about it. Holds no password.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">What it is, for programs.</param>
/// <param name="PayloadIdentifier">PayloadIdentifier of the payload that it is about; null where it is about the profile.</param>
/// <param name="Message">What is wrong, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record ProfileFinding(ProfileFindingSeverity Severity, ProfileFindingCode Code, string? PayloadIdentifier, string Message, string Remedy)
{
    /// <summary>Severity, payload, message and remedy in one line.</summary>
    /// <returns>The written finding.</returns>
    public override string ToString() => $"{Severity}: {(PayloadIdentifier is null ? "" : $"{PayloadIdentifier}: ")}{Message}. {Remedy}.";
}
