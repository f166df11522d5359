namespace PeerProto.Security.Stores;

/// <summary>One revoked key of a <see cref="TrustFile"/>.</summary>
internal sealed class RevokedFileEntry
{
    public required string Key { get; init; }

    public required DateTimeOffset Time { get; init; }
}
