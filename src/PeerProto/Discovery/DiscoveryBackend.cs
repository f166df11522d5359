namespace PeerProto;

/// <summary>What finds and offers services on the local network.</summary>
public enum DiscoveryBackend
{
    /// <summary>What suits the system: its own service on Apple's systems and on Windows where it is installed, PeerProto's own elsewhere.</summary>
    Automatic,

    /// <summary>PeerProto's own multicast DNS, <see cref="Discovery.MdnsDiscovery"/>. It needs nothing of the system but the permission to use multicast.</summary>
    Managed,

    /// <summary>The system's service, <see cref="Discovery.SystemDiscovery"/>. Where there is none, using it fails with a remedy.</summary>
    System,
}
