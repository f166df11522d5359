namespace PeerProto.Apple;

/// <summary>Profiles as one.</summary>
/// <param name="Profile">The merged profile.</param>
/// <param name="Remarks">What was left out or changed, and what is still to do, each a sentence without its full stop.</param>
public sealed record ProfileMergeResult(ConfigurationProfile Profile, IReadOnlyList<string> Remarks)
{
    /// <summary>The profile's identifier and the remarks, no content.</summary>
    /// <returns>The written result.</returns>
    public override string ToString() => $"{Profile}; {string.Join("; ", Remarks)}";
}
