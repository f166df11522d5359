namespace PeerProto.Apple;

/// <summary>One check of a profile: what is known, and what was found so far. The rules of each kind of payload add to it.</summary>
internal sealed class ProfileInspection(ConfigurationProfile profile, ProfileLintOptions options)
{
    private const int MaximumWords = 300;

    private readonly FindingList<ProfileFinding> _findings = new(
        static finding => finding.Severity,
        static count => new ProfileFinding(ProfileFindingSeverity.Note, ProfileFindingCode.MoreFindings, null, $"{count} more findings are left out, the least grave", "Mend these, and check again"));

    public ConfigurationProfile Profile => profile;

    public ProfileLintOptions Options => options;

    /// <summary>What the payloads point at.</summary>
    public ProfileReferences References { get; } = new(profile, options.TimeProvider);

    public IReadOnlyList<ProfileFinding> Findings => _findings.All;

    public void Error(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Error, code, payload, message, remedy);

    public void Warn(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Warning, code, payload, message, remedy);

    public void Note(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Note, code, payload, message, remedy);

    private void Add(ProfileFindingSeverity severity, ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) =>
        _findings.Add(new ProfileFinding(severity, code, payload is null ? null : ProfileWords.Visible(payload.Identifier, MaximumWords), ProfileWords.Visible(message, MaximumWords), remedy));
}
