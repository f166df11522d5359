namespace PeerProto.Security.Stores;

/// <summary>One peer of a <see cref="TrustFile"/>. What may be missing has a setter: the generated reader gives init properties no default.</summary>
internal sealed class TrustFileEntry
{
    public required string Key { get; init; }

    public string Name { get; set; } = "";

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    public string[] Permissions { get; set; } = [];

    public byte[] DiscoveryKey { get; set; } = [];
}
