namespace PeerProto.Discovery.Dns;

/// <summary>Lengths and counts that no DNS message may pass.</summary>
internal static class DnsLimits
{
    /// <summary>The longest label in bytes (RFC 1035 section 2.3.4).</summary>
    public const int MaximumLabelLength = 63;

    /// <summary>The longest name in bytes on the wire, with length bytes and the root (RFC 1035 section 2.3.4).</summary>
    public const int MaximumNameLength = 255;

    /// <summary>The longest multicast DNS message in bytes, after IP and UDP headers (RFC 6762 section 17).</summary>
    public const int MaximumMessageLength = 9000;

    /// <summary>The longest message sent unless one record alone needs more: an Ethernet packet less the IPv6 and UDP headers.</summary>
    public const int PreferredMessageLength = 1452;

    /// <summary>The most questions and records a message may announce. The smallest record takes 11 bytes, so a full message stays below.</summary>
    public const int MaximumEntries = 1024;

    /// <summary>Bytes of the header before the first question.</summary>
    public const int HeaderLength = 12;
}
