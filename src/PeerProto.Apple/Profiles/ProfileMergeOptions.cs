namespace PeerProto.Apple;

/// <summary>How profiles are merged.</summary>
public sealed record ProfileMergeOptions
{
    /// <summary>Identifier of the merged profile. Default: that of the first.</summary>
    public string? Identifier { get; init; }

    /// <summary>What the user reads. Default: the name of the first.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// Whether of several payloads with the same 802.1X configuration one is kept, that of Wi-Fi before that of Ethernet, so that the user has one configuration and macOS need not ask. Default: true.
    /// That one configuration of Wi-Fi serves Ethernet as well is what Apple's sources show; it was not run on a Mac here.
    /// </summary>
    public bool KeepsOneConfiguration { get; init; } = true;
}
