namespace PeerProto.Apple;

/// <summary>What a finding about a profile is.</summary>
public enum ProfileFindingCode
{
    /// <summary>A key that every payload has is missing.</summary>
    MissingKey,

    /// <summary>A value is of a wrong kind, or none of those that are allowed.</summary>
    WrongValue,

    /// <summary>Two payloads have the same UUID or identifier.</summary>
    DuplicateIdentity,

    /// <summary>The profile has no payload.</summary>
    NoPayload,

    /// <summary>A password stands in the profile in the clear. A note where somebody else vouches for the signer, a warning where the profile is unsigned or signed by a certificate that anybody can make.</summary>
    PlainPassword,

    /// <summary>A UUID points at nothing in the profile, or at a payload of another kind.</summary>
    UnknownReference,

    /// <summary>A certificate cannot be read.</summary>
    UnreadableCertificate,

    /// <summary>A certificate does not hold now.</summary>
    CertificateOutOfDate,

    /// <summary>The interface has neither an encryption nor an authentication that fits.</summary>
    UnfitNetwork,

    /// <summary>No EAP method is accepted, or one that has no number here.</summary>
    UnknownEapType,

    /// <summary>An EAP method is broken, or weaker than need be.</summary>
    WeakMethod,

    /// <summary>EAP-TLS has no identity.</summary>
    MissingIdentity,

    /// <summary>The profile does not say which server to trust, so that the user is asked, and a stranger's server can be trusted.</summary>
    MissingTrust,

    /// <summary>The profile says only half of which server to trust.</summary>
    PartialTrust,

    /// <summary>The user may trust what the profile does not.</summary>
    TrustExceptions,

    /// <summary>User name or password is missing, so that the user is asked.</summary>
    MissingCredentials,

    /// <summary>System mode has no credentials, or stands in a profile of a user.</summary>
    SystemMode,

    /// <summary>The outer identity is missing where it must be there, or gives the user's name away.</summary>
    OuterIdentity,

    /// <summary>The versions of TLS contradict each other, or are old.</summary>
    TlsVersions,

    /// <summary>Keys contradict each other, or one needs another.</summary>
    Contradiction,

    /// <summary>The network is not joined by itself.</summary>
    AutoJoinOff,

    /// <summary>More than one 802.1X configuration for the user: on Ethernet macOS asks which to take.</summary>
    SeveralConfigurations,

    /// <summary>A domain of a DNS configuration is none, or means something else than it looks.</summary>
    MatchDomain,

    /// <summary>A rule is never reached, or its conditions never hold together.</summary>
    UnreachableRule,

    /// <summary>The name of an encrypted DNS server is looked up in the clear.</summary>
    ServerIsLookedUp,

    /// <summary>Names are asked about in the clear where the encrypted server fails.</summary>
    Failover,

    /// <summary>A key holds on supervised devices only.</summary>
    NeedsSupervision,

    /// <summary>A rule for system extensions and content filters.</summary>
    SystemExtension,

    /// <summary>What the signature is worth.</summary>
    Signature,

    /// <summary>There are more findings than are told.</summary>
    MoreFindings,
}
