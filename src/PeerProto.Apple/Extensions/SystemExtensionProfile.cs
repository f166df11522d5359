namespace PeerProto.Apple;

/// <summary>
/// Makes configuration profiles that allow a system extension and configure its content filter, as a pair that fits. Device management must
/// install them; macOS refuses a system extension policy that is opened by hand.
/// </summary>
public static class SystemExtensionProfile
{
    internal const string PolicyType = "com.apple.system-extension-policy";
    internal const string FilterType = "com.apple.webcontent-filter";

    /// <summary>Makes a profile. The same options give the same profile with the same identifiers, so that installing it again replaces it.</summary>
    /// <param name="options">What it is made from.</param>
    /// <returns>The profile, to be written by <see cref="PropertyList.WriteXml"/>.</returns>
    /// <exception cref="ArgumentException">An identifier is not one, or the filter would see nothing.</exception>
    public static PropertyListValue Create(SystemExtensionProfileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IsTeamId(options.TeamId))
            throw new ArgumentException("A team identifier is ten letters A to Z and digits.", nameof(options));
        if (!IsBundleId(options.ExtensionBundleId) || (options.AppBundleId is not null && !IsBundleId(options.AppBundleId)))
            throw new ArgumentException("A bundle identifier is letters, digits, hyphens and dots, such as org.example.app.", nameof(options));
        if (options.AppBundleId == options.ExtensionBundleId)
            throw new ArgumentException("App and extension have different identifiers.", nameof(options));
        if (options is { AppBundleId: not null, FiltersSockets: false, FiltersPackets: false })
            throw new ArgumentException("A filter sees connections or packets.", nameof(options));
        string name = options.DisplayName ?? options.ExtensionBundleId;
        List<ProfilePayload> payloads = [Policy(options, name)];
        if (options.AppBundleId is { } app)
            payloads.Add(Filter(options, name, app));
        ConfigurationProfile profile = new()
        {
            Identifier = $"{options.ExtensionBundleId}.profile",
            Uuid = UuidFor(options, "profile"),
            DisplayName = name,
            Organization = options.Organization,
            Scope = ProfileScope.System,
            Payloads = payloads,
        };
        return profile.ToPropertyList();
    }

    /// <summary>Checks that a profile's policy and filter are right by themselves and fit each other.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>What is wrong with it; empty where nothing is.</returns>
    public static IReadOnlyList<SystemExtensionProfileFinding> Check(PropertyListValue profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return SystemExtensionProfileCheck.Of(profile);
    }

    /// <summary>The designated requirement that codesign gives to an extension which the team signed with its Developer ID, or which came from the Mac App Store.</summary>
    internal static string Requirement(string bundleId, string teamId) =>
        $"anchor apple generic and identifier \"{bundleId}\" and (certificate leaf[field.1.2.840.113635.100.6.1.9] /* exists */ or certificate 1[field.1.2.840.113635.100.6.2.6] /* exists */ and certificate leaf[field.1.2.840.113635.100.6.1.13] /* exists */ and certificate leaf[subject.OU] = {Quote(teamId)})";

    internal static bool IsTeamId(string text) => text.Length == 10 && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    internal static bool IsBundleId(string text) => text.Length is > 2 and <= 255 && text.Contains('.', StringComparison.Ordinal) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private static OtherPayload Policy(SystemExtensionProfileOptions options, string name)
    {
        PropertyListValue extensions = PropertyListValue.Of((options.TeamId, PropertyListValue.Of(options.ExtensionBundleId).InArray()));
        return new OtherPayload(PolicyType)
        {
            Identifier = $"{options.ExtensionBundleId}.policy",
            Uuid = UuidFor(options, "policy"),
            DisplayName = $"{name}: system extension",
            Other = Keys(
                ("AllowUserOverrides", PropertyListValue.Of(options.AllowsUserOverrides)),
                ("AllowedSystemExtensions", extensions),
                ("AllowedSystemExtensionTypes", PropertyListValue.Of((options.TeamId, PropertyListValue.Of("NetworkExtension").InArray()))),
                ("RemovableSystemExtensions", options.IsRemovable ? extensions : null)),
        };
    }

    private static OtherPayload Filter(SystemExtensionProfileOptions options, string name, string app)
    {
        PropertyListValue identifier = PropertyListValue.Of(options.ExtensionBundleId);
        PropertyListValue requirement = PropertyListValue.Of(Requirement(options.ExtensionBundleId, options.TeamId));
        return new OtherPayload(FilterType)
        {
            Identifier = $"{options.ExtensionBundleId}.filter",
            Uuid = UuidFor(options, "filter"),
            DisplayName = $"{name}: content filter",
            Other = Keys(
                ("FilterType", PropertyListValue.Of("Plugin")),
                ("FilterGrade", PropertyListValue.Of("firewall")),
                ("UserDefinedName", PropertyListValue.Of(name)),
                ("PluginBundleID", PropertyListValue.Of(app)),
                ("FilterSockets", PropertyListValue.Of(options.FiltersSockets)),
                ("FilterDataProviderBundleIdentifier", options.FiltersSockets ? identifier : null),
                ("FilterDataProviderDesignatedRequirement", options.FiltersSockets ? requirement : null),
                ("FilterPackets", PropertyListValue.Of(options.FiltersPackets)),
                ("FilterPacketProviderBundleIdentifier", options.FiltersPackets ? identifier : null),
                ("FilterPacketProviderDesignatedRequirement", options.FiltersPackets ? requirement : null),
                ("Organization", options.Organization is { } organization ? PropertyListValue.Of(organization) : null)),
        };
    }

    private static IReadOnlyDictionary<string, PropertyListValue> Keys(params ReadOnlySpan<(string, PropertyListValue?)> members) => PropertyListValue.Of(members.ToArray()).Members;

    private static PropertyListValue InArray(this PropertyListValue value) => PropertyListValue.Of([value]);

    // the language of requirements wants quotes around what begins with a digit
    private static string Quote(string teamId) => char.IsAsciiDigit(teamId[0]) ? $"\"{teamId}\"" : teamId;

    private static string UuidFor(SystemExtensionProfileOptions options, string role) => ProfileUuid.From(role, options.TeamId, options.ExtensionBundleId, options.AppBundleId);
}
