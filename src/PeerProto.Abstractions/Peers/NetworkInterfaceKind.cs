namespace PeerProto;

/// <summary>What a network interface is made of, as far as the system tells.</summary>
public enum NetworkInterfaceKind
{
    /// <summary>The system tells nothing of use.</summary>
    Other,

    /// <summary>The machine talking to itself.</summary>
    Loopback,

    /// <summary>A wire, or something that behaves like one.</summary>
    Ethernet,

    /// <summary>Wi-Fi.</summary>
    Wireless,

    /// <summary>A mobile network.</summary>
    Cellular,

    /// <summary>A tunnel or point-to-point link, such as a VPN.</summary>
    Tunnel,
}
