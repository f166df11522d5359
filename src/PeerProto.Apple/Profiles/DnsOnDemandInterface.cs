namespace PeerProto.Apple;

/// <summary>The kind of interface that an on-demand rule is for.</summary>
public enum DnsOnDemandInterface
{
    /// <summary>Ethernet.</summary>
    Ethernet,

    /// <summary>Wi-Fi.</summary>
    WiFi,

    /// <summary>A mobile network.</summary>
    Cellular,
}
