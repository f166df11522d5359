namespace PeerProto.Apple;

/// <summary>What became of an extension between two listings.</summary>
/// <param name="Before">What it was; null where it is new.</param>
/// <param name="After">What it is; null where it is gone.</param>
public sealed record SystemExtensionChange(SystemExtension? Before, SystemExtension? After)
{
    /// <summary>The extension as it is, or was.</summary>
    public SystemExtension Extension => After ?? Before!;

    /// <summary>The change in one line.</summary>
    /// <returns>The written change.</returns>
    public override string ToString() => $"{Extension.BundleId} ({Extension.VersionText}): {State(Before)} -> {State(After)}";

    private static string State(SystemExtension? extension) => extension?.StateText.Replace('_', ' ') ?? "not there";
}
