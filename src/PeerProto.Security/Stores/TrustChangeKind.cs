namespace PeerProto;

/// <summary>What happened to an entry of a <see cref="PeerTrustStore"/>.</summary>
public enum TrustChangeKind
{
    /// <summary>The peer is trusted from now on.</summary>
    Added,

    /// <summary>The peer's name, permissions or discovery key changed.</summary>
    Changed,

    /// <summary>The peer is trusted no more.</summary>
    Revoked,
}
