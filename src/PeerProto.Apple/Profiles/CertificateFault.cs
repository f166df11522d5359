namespace PeerProto.Apple;

/// <summary>What is wrong with a certificate payload.</summary>
internal enum CertificateFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It holds no bytes.</summary>
    Empty,

    /// <summary>Its bytes are no certificate.</summary>
    Unreadable,

    /// <summary>It does not hold now.</summary>
    OutOfDate,

    /// <summary>It could not be looked at.</summary>
    NotLookedAt,
}
