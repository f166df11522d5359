namespace PeerProto.Apple;

/// <summary>What a profile that allows a content filter and configures it is made from.</summary>
public sealed record SystemExtensionProfileOptions
{
    /// <summary>Identifier of the team that signs app and extension: ten letters A to Z and digits.</summary>
    public required string TeamId { get; init; }

    /// <summary>Identifier of the extension.</summary>
    public required string ExtensionBundleId { get; init; }

    /// <summary>Identifier of the app that holds the extension; null leaves out the filter's configuration, so that the profile only allows the extension.</summary>
    public string? AppBundleId { get; init; }

    /// <summary>What the user reads. Default: the extension's identifier.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Who hands the profile out; null leaves it out.</summary>
    public string? Organization { get; init; }

    /// <summary>Whether the filter sees connections. Default: true.</summary>
    public bool FiltersSockets { get; init; } = true;

    /// <summary>Whether the filter sees packets. Default: false.</summary>
    public bool FiltersPackets { get; init; }

    /// <summary>Whether the app may remove the extension without an administrator's password (macOS 12 and later). Default: false.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>Whether users may approve other extensions as well. Default: true.</summary>
    public bool AllowsUserOverrides { get; init; } = true;
}
