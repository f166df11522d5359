namespace PeerProto.Apple;

/// <summary>How a payload becomes a configuration of wpa_supplicant.</summary>
public sealed record WpaSupplicantOptions
{
    /// <summary>
    /// The path at which <see cref="WpaSupplicantConfig.AnchorsPem"/> will lie, for profiles with several anchors: wpa_supplicant takes one certificate within its configuration, and several from a
    /// file only. Null keeps the one anchor within the configuration.
    /// </summary>
    public string? AnchorsFile { get; init; }

    /// <summary>
    /// A PEM file of the system's roots, for profiles that name servers but no anchors: Apple's systems then take their own roots. Null refuses such a profile.
    /// </summary>
    public string? SystemRootsFile { get; init; }
}
