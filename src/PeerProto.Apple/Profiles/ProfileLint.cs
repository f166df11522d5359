namespace PeerProto.Apple;

/// <summary>Checks configuration profiles after Apple's schemas, and for what no schema tells.</summary>
public static class ProfileLint
{
    /// <summary>The rules, one entry for each kind of payload.</summary>
    private static readonly Action<ProfileInspection>[] Rules =
    [
        ProfileRules.Check,
        CertificateRules.Check,
        InterfaceRules.Check,
        EapRules.Check,
        DnsSettingsRules.Check,
        SystemExtensionRules.Check,
    ];

    /// <summary>Checks a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="options">What else is known; null takes the defaults.</param>
    /// <returns>What was found, in the order of the rules; empty where nothing is wrong.</returns>
    public static IReadOnlyList<ProfileFinding> Check(ConfigurationProfile profile, ProfileLintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ProfileInspection inspection = new(profile, options ?? new ProfileLintOptions());
        foreach (Action<ProfileInspection> check in Rules)
            check(inspection);
        return inspection.Findings;
    }
}
