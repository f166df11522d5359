namespace PeerProto.Protocol;

/// <summary>Why a connection ended. The numbers are on the wire; a peer takes one it does not know for <see cref="Unknown"/>.</summary>
public enum CloseCode
{
    /// <summary>An orderly end: the peer's session ended or its app let go.</summary>
    None = 0,

    /// <summary>The peer gave a code that this version does not know.</summary>
    Unknown = 1,

    /// <summary>A frame was malformed, came at the wrong time, or named something that does not exist.</summary>
    ProtocolViolation = 2,

    /// <summary>A frame announced more bytes than allowed.</summary>
    FrameTooLarge = 3,

    /// <summary>The peer sent beyond its credit.</summary>
    FlowControlViolation = 4,

    /// <summary>The peers speak different wire versions.</summary>
    WireVersionMismatch = 5,

    /// <summary>The peers speak different contracts.</summary>
    ContractMismatch = 6,

    /// <summary>The claimed peer identifier does not belong to the key that was proved.</summary>
    IdentifierMismatch = 7,

    /// <summary>The two sides have another connection, which they keep.</summary>
    Duplicate = 8,

    /// <summary>The peer has come back with a new connection, which replaces this one.</summary>
    Superseded = 9,

    /// <summary>Both ends are the same session.</summary>
    Self = 10,

    /// <summary>Hello or admission took too long.</summary>
    HelloTimeout = 11,

    /// <summary>Nothing was heard of the peer for the keep-alive timeout, or it acknowledged nothing for the connection drop time.</summary>
    KeepAliveTimeout = 12,

    /// <summary>A message does not decode as the contract says.</summary>
    MalformedMessage = 13,

    /// <summary>The session takes no more peers.</summary>
    TooManyPeers = 14,

    /// <summary>The sender has failed within itself.</summary>
    InternalError = 15,

    /// <summary>The link broke: no close came. Never on the wire.</summary>
    LinkLost = 16,

    /// <summary>The peer begins with a proof that this side does not ask for, or asks for one that this side does not give: the two use different kinds of security.</summary>
    SecurityMismatch = 17,

    /// <summary>The side that closes trusts the other no more.</summary>
    TrustRevoked = 18,

    /// <summary>The peer sent messages on a channel that was refused to it when the connection was admitted.</summary>
    NotAuthorized = 19,
}
