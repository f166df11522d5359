namespace PeerProto.Apple;

/// <summary>What became of an extension between two listings.</summary>
/// <param name="Before">What it was; null where it is new.</param>
/// <param name="After">What it is; null where it is gone.</param>
public sealed record SystemExtensionChange(SystemExtension? Before, SystemExtension? After)
{
    /// <summary>The extension as it is, or was.</summary>
    public SystemExtension Extension => After ?? Before!;

    /// <summary>Whether the stars for enabled and active changed; false where one of the listings does not tell them, as the database.</summary>
    public bool HasOtherMarks => Before is not null && After is not null && AreMarkedOtherwise(Before, After);

    /// <summary>The change in one line, with the stars where nothing else changed.</summary>
    /// <returns>The written change.</returns>
    public override string ToString() => $"{Extension.BundleId} ({Extension.VersionText}): {State(Before)} -> {State(After)}";

    internal static bool AreMarkedOtherwise(SystemExtension before, SystemExtension after) =>
        Differ(before.IsMarkedEnabled, after.IsMarkedEnabled) || Differ(before.IsMarkedActive, after.IsMarkedActive);

    private static bool Differ(bool? before, bool? after) => before is not null && after is not null && before != after;

    private string State(SystemExtension? extension) => extension is null ? "not there" : extension.StateText.Replace('_', ' ') + (HasOtherMarks && Before!.StateText == After!.StateText ? Marks(extension) : "");

    private static string Marks(SystemExtension extension) => (extension.IsMarkedEnabled, extension.IsMarkedActive) switch
    {
        (true, true) => " with the stars of enabled and active",
        (true, _) => " with the star of enabled only",
        (_, true) => " with the star of active only",
        _ => " without stars",
    };
}
