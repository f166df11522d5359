namespace PeerProto;

/// <summary>What is known about a peer that asks to be trusted. It has proved that it holds the key, and nothing else.</summary>
/// <param name="Key">The peer's key.</param>
/// <param name="RemoteEndpoint">Where the peer is reached on this connection. It proves nothing about who the peer is.</param>
public sealed record PeerTrustContext(PeerKey Key, PeerEndpoint RemoteEndpoint);
