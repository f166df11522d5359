namespace PeerProto.Security.Stores;

/// <summary>What is in the file of a trust store, as JSON.</summary>
internal sealed class TrustFile
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required byte[] DiscoveryKey { get; init; }

    public required TrustFileEntry[] Peers { get; init; }

    public RevokedFileEntry[] Revoked { get; set; } = [];
}
