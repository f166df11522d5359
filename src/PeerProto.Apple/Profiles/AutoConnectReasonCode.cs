namespace PeerProto.Apple;

/// <summary>Why an interface connects by itself, or does not.</summary>
public enum AutoConnectReasonCode
{
    /// <summary>Nothing is in the way.</summary>
    Complete,

    /// <summary>The network needs no 802.1X.</summary>
    NoAuthentication,

    /// <summary>The configuration cannot work.</summary>
    Unusable,

    /// <summary>More than one 802.1X configuration for the user, and Ethernet does not say which.</summary>
    SeveralConfigurations,

    /// <summary>Which server to trust is not said.</summary>
    MissingTrust,

    /// <summary>It points at a certificate or an identity that is not in the profile.</summary>
    UnknownReference,

    /// <summary>A certificate or an identity that it points at cannot be read.</summary>
    UnreadableCertificate,

    /// <summary>A certificate or an identity that it points at does not hold now.</summary>
    CertificateOutOfDate,

    /// <summary>User name, password or identity is missing.</summary>
    MissingCredentials,

    /// <summary>A password is asked for each time.</summary>
    OneTimePassword,

    /// <summary>The network is not joined by itself.</summary>
    AutoJoinOff,

    /// <summary>System mode in a profile of a user.</summary>
    WrongScope,

    /// <summary>It is set up for the system or the login window.</summary>
    SetupMode,
}
