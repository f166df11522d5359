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

    /// <summary>A password stands in a profile that is not signed.</summary>
    PlainPassword,

    /// <summary>A UUID points at nothing in the profile, or at a payload of another kind.</summary>
    UnknownReference,

    /// <summary>A certificate cannot be read.</summary>
    UnreadableCertificate,

    /// <summary>A certificate does not hold now.</summary>
    CertificateOutOfDate,
}
