namespace PeerProto;

/// <summary>What is known about a connection when it is secured.</summary>
public sealed record SecurityContext
{
    /// <summary>The ALPN name of the wire protocol (RFC 7301) unless told otherwise.</summary>
    public const string DefaultApplicationProtocol = "peerproto/0";

    /// <summary>The peer's end of the link, for decisions about trust and for messages.</summary>
    public required PeerEndpoint RemoteEndpoint { get; init; }

    /// <summary>
    /// The one wire protocol that both sides must name in the handshake (ALPN, RFC 7301), where the security has such a place.
    /// Default <see cref="DefaultApplicationProtocol"/>.
    /// </summary>
    public string ApplicationProtocol { get; init; } = DefaultApplicationProtocol;
}
