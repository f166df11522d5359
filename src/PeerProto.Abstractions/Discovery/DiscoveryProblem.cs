namespace PeerProto;

/// <summary>The catalogue of what keeps discovery from working. <c>docs/diagnosis.md</c> tells for each what is seen, why, and what helps.</summary>
public enum DiscoveryProblem
{
    /// <summary>None of the others; the cause tells more.</summary>
    Unknown,

    /// <summary>No network interface can be used.</summary>
    NoNetwork,

    /// <summary>The system refuses multicast on every interface.</summary>
    MulticastRefused,

    /// <summary>A person, a policy or the system does not let this program use the local network.</summary>
    PermissionDenied,

    /// <summary>The app does not declare the service type, and the system serves declared types only.</summary>
    ServiceTypeNotDeclared,

    /// <summary>The system's service for DNS-SD is not installed or does not run.</summary>
    SystemServiceAbsent,

    /// <summary>The system's service is too old or too limited for what was asked.</summary>
    NotSupported,

    /// <summary>Another program holds the port of multicast DNS for itself alone.</summary>
    PortInUse,

    /// <summary>The name is taken, and the service does not choose another.</summary>
    NameConflict,

    /// <summary>The system's service takes no more requests.</summary>
    LimitReached,

    /// <summary>No name server answers about a domain that is browsed.</summary>
    NameServerSilent,
}
