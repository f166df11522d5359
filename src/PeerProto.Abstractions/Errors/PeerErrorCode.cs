namespace PeerProto;

/// <summary>What kind of failure a <see cref="PeerConnectionException"/> or <see cref="PeerNotSupportedException"/> reports, for programs; the cause is for people.</summary>
public enum PeerErrorCode
{
    /// <summary>None of the other kinds; the inner exception tells more.</summary>
    Unknown,

    /// <summary>No transport at hand, or not this one, can reach such an endpoint.</summary>
    EndpointNotSupported,

    /// <summary>The host name has no address, or is unknown.</summary>
    NameNotFound,

    /// <summary>The host answered that nobody listens there, or the listener takes no more.</summary>
    ConnectionRefused,

    /// <summary>No path leads to the host or its network.</summary>
    Unreachable,

    /// <summary>A stage did not end within its deadline.</summary>
    TimedOut,

    /// <summary>The peer, or something between, ended the connection without notice.</summary>
    ConnectionLost,

    /// <summary>Another program, or another part of this one, listens there already.</summary>
    AddressInUse,

    /// <summary>The address to listen on does not belong to this machine.</summary>
    AddressNotAvailable,

    /// <summary>The system does not let this program do that.</summary>
    PermissionDenied,

    /// <summary>A limit of the system or of this program is reached, such as the number of open sockets.</summary>
    ResourceExhausted,

    /// <summary>The two sides could not agree on a secured connection: no TLS, another TLS, another protocol, or garbage.</summary>
    HandshakeFailed,

    /// <summary>The peer did not tell who it is.</summary>
    PeerNotIdentified,

    /// <summary>The peer proved who it is, and is not trusted.</summary>
    PeerNotTrusted,

    /// <summary>The two sides speak different wire versions or contracts.</summary>
    ContractMismatch,

    /// <summary>The two sides have another connection already, which they keep.</summary>
    Duplicate,

    /// <summary>The peer broke the rules of the protocol: malformed frames, more than its credit, a false identifier, undecodable messages.</summary>
    ProtocolViolation,

    /// <summary>The connection ended in order: one side let go.</summary>
    Closed,

    /// <summary>The peer's version of the contract has no such channel or call, or this platform has no such transport.</summary>
    NotSupported,

    /// <summary>The transport cannot give the security that was asked for.</summary>
    SecurityNotSupported,

    /// <summary>A WebSocket upgrade was refused: something else than a peer answers there, or asks here.</summary>
    UpgradeRefused,

    /// <summary>One side sent messages on a channel on which the other takes none of it.</summary>
    NotAuthorized,

    /// <summary>The proxy does not open the connection.</summary>
    ProxyRefused,

    /// <summary>The proxy does not take this user and password, or asks for them and was given none.</summary>
    ProxyCredentialsRefused,
}
