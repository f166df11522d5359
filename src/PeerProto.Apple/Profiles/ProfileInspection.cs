namespace PeerProto.Apple;

/// <summary>One check of a profile: what is known, and what was found so far. The rules of each kind of payload add to it.</summary>
internal sealed class ProfileInspection(ConfigurationProfile profile, ProfileLintOptions options)
{
    private const int MaximumFindings = 256;
    private const int MaximumWords = 300;

    private readonly List<ProfileFinding> _findings = [];

    public ConfigurationProfile Profile => profile;

    public ProfileLintOptions Options => options;

    /// <summary>What the payloads point at.</summary>
    public ProfileReferences References { get; } = new(profile, options.TimeProvider);

    public IReadOnlyList<ProfileFinding> Findings => _findings;

    public void Error(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Error, code, payload, message, remedy);

    public void Warn(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Warning, code, payload, message, remedy);

    public void Note(ProfileFindingCode code, ProfilePayload? payload, string message, string remedy) => Add(ProfileFindingSeverity.Note, code, payload, message, remedy);

    private void Add(ProfileFindingSeverity severity, ProfileFindingCode code, ProfilePayload? payload, string message, string remedy)
    {
        if (_findings.Count < MaximumFindings)
            _findings.Add(new ProfileFinding(severity, code, payload is null ? null : Cut(payload.Identifier), Cut(message), remedy));
    }

    private static string Cut(string text) => text.Length <= MaximumWords ? text : text[..MaximumWords];
}
