namespace PeerProto.Apple;

/// <summary>A system extension as a Mac lists it. What a listing does not tell is null.</summary>
/// <param name="TeamId">Identifier of the team that signed it, ten letters and digits.</param>
/// <param name="BundleId">Identifier of the extension.</param>
/// <param name="Version">Version that people read.</param>
/// <param name="Build">Version of the build.</param>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Categories">What it is for, such as <c>network_extension</c>.</param>
/// <param name="State">Where it is.</param>
/// <param name="StateText">The same as the listing writes it, with underscores.</param>
/// <param name="IsMarkedEnabled">Whether the listing has a star for enabled.</param>
/// <param name="IsMarkedActive">Whether the listing has a star for active.</param>
/// <param name="ContainerPath">Where the app is that brought it.</param>
public sealed record SystemExtension(
    string TeamId,
    string BundleId,
    string? Version,
    string? Build,
    string Name,
    IReadOnlyList<string> Categories,
    SystemExtensionState State,
    string StateText,
    bool? IsMarkedEnabled = null,
    bool? IsMarkedActive = null,
    string? ContainerPath = null)
{
    /// <summary>Version and build as listings write them, such as <c>1.2/34</c>; empty where neither is known.</summary>
    public string VersionText => Version is null && Build is null ? "" : $"{Version}/{Build}";

    /// <summary>Bundle, version and state in one line.</summary>
    /// <returns>The written extension.</returns>
    public override string ToString() => $"{BundleId} ({VersionText}) of {TeamId}: {StateText.Replace('_', ' ')}";
}
