namespace PeerProto.Apple;

/// <summary>Merges configuration profiles into one: what is the same stands in it once, and the user has as few 802.1X configurations as can be.</summary>
public static class ProfileMerge
{
    private const int MaximumRemark = 1000;

    /// <summary>Merges profiles.</summary>
    /// <param name="profiles">The profiles; where they differ in words, the first counts.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <returns>The merged profile, and what was done.</returns>
    /// <exception cref="ProfileException">There is none, some belong to a user and some to the device, or two contradict each other about a network.</exception>
    public static ProfileMergeResult Merge(IReadOnlyList<ConfigurationProfile> profiles, ProfileMergeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        options ??= new ProfileMergeOptions();
        if (profiles.Count == 0)
            throw new ProfileException("there is no profile to merge", "Give two");
        if (profiles.Any(profile => profile.Scope != profiles[0].Scope))
            throw new ProfileException("some profiles belong to the device and some to a user", "Merge those of one PayloadScope; keep two files for the two");
        ConfigurationProfile first = profiles[0];
        ProfileMerger merger = new();
        foreach (ConfigurationProfile profile in profiles)
            merger.Add(profile);
        if (options.KeepsOneConfiguration)
            merger.KeepOneConfiguration(first.Scope);
        if (merger.Payloads.Count > ConfigurationProfile.MaximumPayloads)
            throw new ProfileException($"together they have more than {ConfigurationProfile.MaximumPayloads} payloads", "Merge fewer");
        string identifier = options.Identifier ?? first.Identifier;
        ConfigurationProfile merged = first with
        {
            Identifier = identifier,
            Uuid = identifier == first.Identifier ? first.Uuid : ProfileUuid.From(ConfigurationProfile.ProfileType, identifier),
            DisplayName = options.DisplayName ?? first.DisplayName,
            Payloads = merger.Payloads,
            Other = PropertyListValue.Of(profiles.Reverse().SelectMany(static profile => profile.Other).Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))).Members,
        };
        List<string> remarks = [.. merger.Remarks];
        foreach (ConfigurationProfile profile in profiles.Skip(1).Where(profile => profile != first))
            RemarkJoinedKeys(profile, first, remarks);
        string[] replaced = [.. profiles.Select(static profile => profile.Identifier).Where(name => name != identifier && name.Length > 0).Distinct()];
        if (replaced.Length > 0)
            remarks.Add($"remove these once it is installed, because only a profile of the same identifier is replaced: {string.Join(", ", replaced)}");
        int left = merged.Payloads.OfType<InterfacePayload>().Count(payload => payload.IsForUser(merged.Scope));
        if (left > 1)
            remarks.Add($"{left} different configurations for 802.1X are left for the user, so that macOS asks on Ethernet which to take; put Ethernet into system mode, or give both networks the same configuration");
        return new(merged, [.. remarks.Select(static remark => ProfileWords.Visible(remark, MaximumRemark))]);
    }

    private static void RemarkJoinedKeys(ConfigurationProfile profile, ConfigurationProfile first, List<string> remarks)
    {
        string[] joined = [.. profile.Other.Keys.Where(key => !first.Other.ContainsKey(key))];
        if (joined.Length > 0)
            remarks.Add($"{string.Join(", ", joined)} of {profile.Identifier} now holds for everything in the merged profile");
        string[] dropped = [.. profile.Other.Where(pair => first.Other.TryGetValue(pair.Key, out PropertyListValue? own) && !PropertyList.WriteBinary(own).AsSpan().SequenceEqual(PropertyList.WriteBinary(pair.Value))).Select(static pair => pair.Key)];
        if (dropped.Length > 0)
            remarks.Add($"{string.Join(", ", dropped)} of {profile.Identifier} is left out, because the first profile has its own");
    }
}
