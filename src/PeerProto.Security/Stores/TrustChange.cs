namespace PeerProto;

/// <summary>A change of a <see cref="PeerTrustStore"/>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Peer">The entry after the change; where it was revoked, the entry as it was.</param>
public sealed record TrustChange(TrustChangeKind Kind, TrustedPeer Peer);
