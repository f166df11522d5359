using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>profile new eap</c> was asked for.</summary>
internal sealed record EapProfileRequest
{
    public required string Identifier { get; init; }

    public string? Name { get; init; }

    public string? Organization { get; init; }

    public EthernetInterface? Ethernet { get; init; }

    public string? Ssid { get; init; }

    public WiFiEncryption? Encryption { get; init; }

    public IReadOnlyList<EapType> Types { get; init; } = [];

    public TtlsInnerAuthentication? Inner { get; init; }

    public string? User { get; init; }

    public string? OuterIdentity { get; init; }

    public IReadOnlyList<string> RootFiles { get; init; } = [];

    public IReadOnlyList<string> Servers { get; init; } = [];

    public string? IdentityFile { get; init; }

    public IReadOnlyList<ProfileSetupMode> Modes { get; init; } = [];

    /// <summary>A PEM file with the certificate and the key that sign; null signs nothing.</summary>
    public string? SignerFile { get; init; }

    /// <summary>Where the profile goes; null shows it.</summary>
    public string? OutputFile { get; init; }
}
