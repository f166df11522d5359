namespace PeerProto.Discovery.Dns;

/// <summary>Which names a writer may replace by pointers to earlier ones.</summary>
internal enum DnsNameCompression
{
    /// <summary>None: every name in full.</summary>
    None,

    /// <summary>All but the host in SRV data, for askers that are not multicast DNS (RFC 6762 section 18.14).</summary>
    Legacy,

    /// <summary>All of them.</summary>
    Full,
}
