namespace PeerProto.Apple;

/// <summary>Checks profiles for system extensions after Apple's schemas of both payloads, and the pair for what no schema tells.</summary>
internal sealed class SystemExtensionProfileCheck
{
    private const string PolicyType = SystemExtensionProfile.PolicyType;
    private const string FilterType = SystemExtensionProfile.FilterType;
    private const int MaximumFindings = 256;

    private static readonly string[] TeamMaps = ["AllowedSystemExtensions", "AllowedSystemExtensionTypes", "RemovableSystemExtensions", "NonRemovableSystemExtensions", "NonRemovableFromUISystemExtensions"];
    private static readonly string[] ExtensionTypes = ["DriverExtension", "NetworkExtension", "EndpointSecurityExtension"];
    private static readonly string[] Common = ["PayloadIdentifier", "PayloadType", "PayloadUUID"];

    private readonly List<SystemExtensionProfileFinding> _findings = [];
    private readonly HashSet<(string Team, string Bundle)> _allowed = [];
    private readonly HashSet<string> _allowedTeams = new(StringComparer.Ordinal);
    private bool _hasPolicy;

    public static IReadOnlyList<SystemExtensionProfileFinding> Of(PropertyListValue profile)
    {
        SystemExtensionProfileCheck check = new();
        check.CheckProfile(profile);
        return check._findings;
    }

    private void CheckProfile(PropertyListValue profile)
    {
        if (profile["PayloadType"]?.Text != "Configuration" || profile["PayloadContent"] is not { Kind: PropertyListKind.Array } content)
        {
            Error("", "it is no configuration profile: PayloadType is not Configuration, or PayloadContent no array", "Give the .mobileconfig file; of a signed one the content, by 'openssl cms -verify -noverify -inform der'");
            return;
        }

        CheckCommon("", profile);
        if (profile["PayloadScope"]?.Text is not "System")
            Error("", "PayloadScope is not System, and both payloads belong to the device", "Set PayloadScope to System");
        CheckUnique(profile, content);
        PropertyListValue[] policies = [.. content.Items.Where(static payload => payload["PayloadType"]?.Text == PolicyType)];
        PropertyListValue[] filters = [.. content.Items.Where(static payload => payload["PayloadType"]?.Text == FilterType)];
        if (policies.Length + filters.Length == 0)
            Error("", $"it has neither {PolicyType} nor {FilterType}", "Make one with 'peerproto apple profile sysext'");
        foreach (PropertyListValue policy in policies)
            CheckPolicy(policy);
        foreach (PropertyListValue filter in filters)
            CheckFilter(filter);
        if (filters.Length > 0 && !_hasPolicy)
            Warn(FilterType, $"no {PolicyType} comes with it, so that a user must approve the extension", "Add the policy, or make sure that another profile has it");
        if (_hasPolicy && filters.Length == 0)
            Warn(PolicyType, $"no {FilterType} comes with it, so that a content filter asks for its own consent", "Add the filter's configuration where the extension is a content filter");
    }

    private void CheckCommon(string type, PropertyListValue payload)
    {
        foreach (string key in Common)
        {
            if (string.IsNullOrEmpty(payload[key]?.Text))
                Error(type, $"{key} is missing", $"Add {key}");
        }

        if (payload["PayloadUUID"]?.Text is { } identifier && !Guid.TryParse(identifier, out _))
            Error(type, "PayloadUUID is no UUID", "Use the output of uuidgen");
        if (payload["PayloadVersion"]?.Number != 1)
            Error(type, "PayloadVersion is not the integer 1", "Set it to 1");
    }

    private void CheckUnique(PropertyListValue profile, PropertyListValue content)
    {
        foreach (string key in (ReadOnlySpan<string>)["PayloadUUID", "PayloadIdentifier"])
        {
            IEnumerable<string> values = content.Items.Append(profile).Select(payload => payload[key]?.Text).OfType<string>();
            if (values.GroupBy(static value => value, StringComparer.OrdinalIgnoreCase).Any(static group => group.Count() > 1))
                Error("", $"two payloads have the same {key}", "Give each its own");
        }
    }

    private void CheckPolicy(PropertyListValue policy)
    {
        _hasPolicy = true;
        CheckCommon(PolicyType, policy);
        foreach (PropertyListValue team in policy["AllowedTeamIdentifiers"]?.Items ?? [])
        {
            CheckTeam(team.Text ?? "");
            _allowedTeams.Add(team.Text ?? "");
        }

        foreach (string map in TeamMaps)
        {
            foreach ((string team, PropertyListValue bundles) in policy[map]?.Members ?? new Dictionary<string, PropertyListValue>())
                CheckTeamMap(map, team, bundles);
        }

        foreach (string team in (policy["AllowedSystemExtensions"]?.Members.Keys ?? []).Where(_allowedTeams.Contains))
            Error(PolicyType, $"team {team} stands both in AllowedTeamIdentifiers and in AllowedSystemExtensions, which macOS refuses", "Keep one of them");
        foreach (string entry in Entries(policy, "RemovableSystemExtensions").Intersect(Entries(policy, "NonRemovableSystemExtensions")))
            Error(PolicyType, $"{entry} is both removable and not, which macOS refuses", "Keep one of them");
        foreach (string entry in Entries(policy, "RemovableSystemExtensions", _allowedTeams).Except(Entries(policy, "AllowedSystemExtensions")))
            Warn(PolicyType, $"{entry} is removable but not allowed by name", "Add it to AllowedSystemExtensions as well");
        foreach (string team in (policy["AllowedSystemExtensions"]?.Members.Keys ?? []).Where(team => policy["AllowedSystemExtensionTypes"]?[team] is { } types && types.Items.All(static type => type.Text != "NetworkExtension")))
            Warn(PolicyType, $"the types that team {team} may use leave out NetworkExtension", "Add NetworkExtension for a content filter");
        if (_allowed.Count == 0 && _allowedTeams.Count == 0)
            Error(PolicyType, "it allows nothing", "Add AllowedSystemExtensions with the team and the extension's identifier");
    }

    private void CheckTeamMap(string map, string team, PropertyListValue values)
    {
        CheckTeam(team);
        if (values.Kind != PropertyListKind.Array || values.Items.Any(static value => value.Text is null))
        {
            Error(PolicyType, $"{map} has no array of texts for team {team}", "Write an array, also for one value");
            return;
        }

        foreach (string value in values.Items.Select(static value => value.Text!))
        {
            bool isType = map == "AllowedSystemExtensionTypes";
            if (isType && !ExtensionTypes.Contains(value))
                Error(PolicyType, $"{value} is no type of extension", $"Use {string.Join(", ", ExtensionTypes)}");
            if (!isType && !SystemExtensionProfile.IsBundleId(value))
                Error(PolicyType, $"{value} in {map} is no bundle identifier", "Use the extension's CFBundleIdentifier; wildcards do not work");
            if (map == "AllowedSystemExtensions")
                _allowed.Add((team, value));
        }
    }

    private void CheckTeam(string team)
    {
        if (!SystemExtensionProfile.IsTeamId(team))
            Error(PolicyType, $"'{team}' is no team identifier", "Use the ten letters A to Z and digits that 'codesign -dv' shows as TeamIdentifier");
    }

    private void CheckFilter(PropertyListValue filter)
    {
        CheckCommon(FilterType, filter);
        if (filter["FilterType"]?.Text is not "Plugin")
            Error(FilterType, "FilterType is not Plugin, the only one that works on a Mac", "Set it to Plugin");
        foreach (string key in (ReadOnlySpan<string>)["UserDefinedName", "PluginBundleID"])
        {
            if (string.IsNullOrEmpty(filter[key]?.Text))
                Error(FilterType, $"{key} is missing", key == "PluginBundleID" ? "Set it to the identifier of the app, not of the extension" : "Set it to what users read");
        }

        bool hasSockets = filter["FilterSockets"]?.Truth == true;
        bool hasPackets = filter["FilterPackets"]?.Truth == true;
        if (!hasSockets && !hasPackets)
            Error(FilterType, "neither FilterSockets nor FilterPackets is true, so that the filter sees nothing", "Set one of them");
        if (filter["FilterGrade"]?.Text is not (null or "firewall" or "inspector"))
            Error(FilterType, "FilterGrade is neither firewall nor inspector", "Use one of them, or leave it out");
        if (hasSockets)
            CheckProvider(filter, "FilterDataProvider");
        if (hasPackets)
            CheckProvider(filter, "FilterPacketProvider");
    }

    private void CheckProvider(PropertyListValue filter, string provider)
    {
        string bundle = filter[provider + "BundleIdentifier"]?.Text ?? "";
        string requirement = filter[provider + "DesignatedRequirement"]?.Text ?? "";
        if (bundle.Length == 0 || requirement.Length == 0)
        {
            Error(FilterType, $"{provider}BundleIdentifier or {provider}DesignatedRequirement is missing", "Add both; 'codesign -dr -' on the extension shows the requirement");
            return;
        }

        if (bundle == filter["PluginBundleID"]?.Text)
            Error(FilterType, $"{provider}BundleIdentifier is the app's identifier", "Set it to the extension's, and PluginBundleID to the app's");
        if (!requirement.Contains($"identifier \"{bundle}\"", StringComparison.Ordinal) && !requirement.Contains($"identifier {bundle}", StringComparison.Ordinal))
            Error(FilterType, $"{provider}DesignatedRequirement does not name {bundle}", "Take the requirement of this extension: 'codesign -dr -'");
        if (!requirement.Contains("anchor apple", StringComparison.Ordinal))
            Warn(FilterType, $"{provider}DesignatedRequirement does not begin at Apple's anchor, so that others could meet it", "Begin it with 'anchor apple generic'");
        CheckPair(provider, bundle, requirement);
    }

    private void CheckPair(string provider, string bundle, string requirement)
    {
        if (!_hasPolicy)
            return;
        string[] teams = [.. _allowed.Where(pair => pair.Bundle == bundle).Select(static pair => pair.Team), .. _allowedTeams];
        if (teams.Length == 0)
            Error(FilterType, $"the policy does not allow {bundle}, which {provider}BundleIdentifier names", "Write the same identifier in both payloads");
        else if (!teams.Any(team => requirement.Contains(team, StringComparison.Ordinal)))
            Error(FilterType, $"{provider}DesignatedRequirement names none of the teams that the policy allows for {bundle}", "Write the same team in both payloads: certificate leaf[subject.OU] = the team");
    }

    private static IEnumerable<string> Entries(PropertyListValue policy, string map, HashSet<string>? leftOut = null) =>
        (policy[map]?.Members ?? new Dictionary<string, PropertyListValue>()).Where(pair => leftOut?.Contains(pair.Key) != true).SelectMany(static pair => pair.Value.Items.Select(bundle => $"{bundle.Text} of {pair.Key}"));

    private void Error(string payload, string cause, string remedy) => Add(new SystemExtensionProfileFinding(payload, true, Cut(cause), remedy));

    private void Warn(string payload, string cause, string remedy) => Add(new SystemExtensionProfileFinding(payload, false, Cut(cause), remedy));

    private void Add(SystemExtensionProfileFinding finding)
    {
        if (_findings.Count < MaximumFindings)
            _findings.Add(finding);
    }

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300];
}
