namespace PeerProto;

/// <summary>
/// The catalogue of what keeps connections from coming about and what ends them, finer than <see cref="PeerErrorCode"/>. <c>docs/diagnosis.md</c> tells for each what is seen, why, and what helps.
/// </summary>
public enum PeerDiagnosisCode
{
    /// <summary>None of the others; the inner exception tells more.</summary>
    Unknown,

    /// <summary>The host name has no address, or the name server could not be asked.</summary>
    NameNotFound,

    /// <summary>The name server did not answer in time.</summary>
    ResolveTimedOut,

    /// <summary>No transport of this session can reach such an endpoint.</summary>
    EndpointNotSupported,

    /// <summary>The platform lacks the transport: QUIC without its library, for example.</summary>
    TransportMissing,

    /// <summary>The transport cannot give the security that was asked for.</summary>
    SecurityNotSupported,

    /// <summary>No path leads to the host or its network.</summary>
    NoRoute,

    /// <summary>The host answered that nobody listens at the port.</summary>
    PortClosed,

    /// <summary>The host answered that nobody listens there, and something listens at the same port of another of its addresses.</summary>
    ListenerElsewhere,

    /// <summary>Nothing came back from the address: nobody has it, or a firewall drops the packets.</summary>
    ConnectTimedOut,

    /// <summary>Nothing came back over UDP, which QUIC needs.</summary>
    UdpBlocked,

    /// <summary>The system does not let this program connect or listen.</summary>
    PermissionDenied,

    /// <summary>No socket was left.</summary>
    SocketsExhausted,

    /// <summary>The proxy does not let this program through: wrong credentials, or a rule of its own.</summary>
    ProxyRefused,

    /// <summary>The proxy could not be reached, or is none.</summary>
    ProxyFailed,

    /// <summary>Another program, or another part of this one, listens there already.</summary>
    AddressInUse,

    /// <summary>The address to listen on does not belong to this machine.</summary>
    AddressNotAvailable,

    /// <summary>The address that a listener is bound to has left this machine.</summary>
    AddressGone,

    /// <summary>A stored identity cannot be read: it is damaged, or no identity at all.</summary>
    IdentityUnreadable,

    /// <summary>The password does not open a stored identity.</summary>
    IdentityPasswordWrong,

    /// <summary>A stored identity is protected in a way that this library does not read.</summary>
    IdentityFormUnsupported,

    /// <summary>The private key of a stored identity is not the one its certificate was made for.</summary>
    IdentityKeyMismatch,

    /// <summary>The key of an identity is too weak, or of a kind that peers do not take.</summary>
    IdentityKeyUnsuitable,

    /// <summary>A stored identity holds a certificate and not its private key.</summary>
    IdentityWithoutPrivateKey,

    /// <summary>Others than its owner may use a file that holds an identity or trusted peers, or everybody may change its directory.</summary>
    StoreNotPrivate,

    /// <summary>A file of trusted peers, or one that holds an identity, is not what PeerProto writes.</summary>
    StoreDamaged,

    /// <summary>A file that holds an identity or trusted peers cannot be read or written.</summary>
    StoreUnavailable,

    /// <summary>The trust store takes no more peers.</summary>
    StoreFull,

    /// <summary>What answers does not speak TLS.</summary>
    NotTls,

    /// <summary>The other side speaks TLS and not this protocol (ALPN).</summary>
    AlpnRefused,

    /// <summary>The two sides found no TLS in common.</summary>
    TlsFailed,

    /// <summary>The TLS handshake did not end in time.</summary>
    TlsTimedOut,

    /// <summary>The other side ended the link during the TLS handshake.</summary>
    EndedDuringTls,

    /// <summary>The other side showed no certificate.</summary>
    NoIdentity,

    /// <summary>The other side speaks TLS and uses no pre-shared key, and this side uses nothing else.</summary>
    NoPreSharedKey,

    /// <summary>One side names a pre-shared key that the other does not know.</summary>
    PreSharedKeyUnknown,

    /// <summary>The two sides have different secrets under the name of one pre-shared key.</summary>
    PreSharedKeyWrong,

    /// <summary>The certificate is not valid at this time, or this machine's clock is off.</summary>
    CertificateDates,

    /// <summary>The other side's certificate is self-signed, and this side trusts only what an authority has issued.</summary>
    CertificateSelfSigned,

    /// <summary>The other side's certificate was not issued by an authority that this side trusts.</summary>
    AuthorityUnknown,

    /// <summary>The other side's certificate is not one for a peer: that of an authority, or for another purpose.</summary>
    CertificateUnsuitable,

    /// <summary>The other side's key is none of those given to PeerSecurity.Pinned.</summary>
    KeyNotPinned,

    /// <summary>The other side's key is not in the trust store given to PeerSecurity.Paired, or was revoked in the one given to PeerSecurity.Passcode.</summary>
    PeerNotPaired,

    /// <summary>The other side was in the trust store, and was revoked while it was connected.</summary>
    TrustRevoked,

    /// <summary>The callback given to PeerSecurity.Trust refused the other side.</summary>
    TrustRefused,

    /// <summary>The callback given to PeerSecurity.Trust threw.</summary>
    TrustFailed,

    /// <summary>Nobody decided in time whether to trust the other side.</summary>
    TrustUndecided,

    /// <summary>The other side did not go along with the upgrade to a WebSocket.</summary>
    UpgradeRefused,

    /// <summary>The upgrade to a WebSocket did not end in time.</summary>
    UpgradeTimedOut,

    /// <summary>The two sides did not prove to each other in time what their security asks for behind TLS.</summary>
    AuthenticationTimedOut,

    /// <summary>The other side ended the link while both proved what their security asks for behind TLS: it does not trust this side's certificate, or asks for something else.</summary>
    EndedDuringAuthentication,

    /// <summary>The two sides have different passcodes, or something stands between them.</summary>
    PasscodeWrong,

    /// <summary>One side uses PeerSecurity.Passcode and the other does not.</summary>
    PasscodeRequired,

    /// <summary>Too many wrong passcodes came; the next is taken after a while.</summary>
    TooManyGuesses,

    /// <summary>The other device invites to pair in another way.</summary>
    PairingWayDiffers,

    /// <summary>A pairing's proof does not fit the keys of the two devices: another ticket, or something stands between them.</summary>
    PairingProofWrong,

    /// <summary>A person at one of the two devices said no to the pairing.</summary>
    PairingDeclined,

    /// <summary>The invitation or its ticket has expired.</summary>
    InvitationExpired,

    /// <summary>The invitation or its ticket has been used.</summary>
    InvitationUsed,

    /// <summary>The invitation was withdrawn, or given up after too many wrong tries.</summary>
    InvitationVoid,

    /// <summary>The other side ended the link before it said hello: it does not trust this side's certificate, or uses another security.</summary>
    EndedBeforeHello,

    /// <summary>What came first is no hello: another program answers, or the other side uses another security.</summary>
    OtherProtocol,

    /// <summary>The other side took the link and said nothing.</summary>
    HelloTimedOut,

    /// <summary>The two sides speak no wire version in common.</summary>
    WireVersionMismatch,

    /// <summary>The two sides speak contracts that have too little in common.</summary>
    ContractMismatch,

    /// <summary>The other side claims an identifier that does not belong to its key.</summary>
    IdentifierMismatch,

    /// <summary>Both ends are this session.</summary>
    ConnectedToItself,

    /// <summary>The other side said hello and did not take the connection in time.</summary>
    AdmissionTimedOut,

    /// <summary>The other side takes no more peers.</summary>
    TooManyPeers,

    /// <summary>The two sides have another connection, which they keep.</summary>
    DuplicateConnection,

    /// <summary>The link broke without a word.</summary>
    LinkLost,

    /// <summary>Nothing was heard of the other side for the keep-alive timeout.</summary>
    PeerSilent,

    /// <summary>One side broke the rules of the protocol.</summary>
    ProtocolViolation,

    /// <summary>One side sent messages on a channel on which the other, as it had said, takes none of it.</summary>
    NotAuthorized,

    /// <summary>The connection or the session was ended in order.</summary>
    Closed,
}
