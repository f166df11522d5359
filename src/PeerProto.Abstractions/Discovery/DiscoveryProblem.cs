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

    /// <summary>Another program holds the port of multicast DNS for itself alone.</summary>
    PortInUse,
}
