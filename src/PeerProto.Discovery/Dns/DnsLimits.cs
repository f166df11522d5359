namespace PeerProto.Discovery.Dns;

/// <summary>Lengths and counts that no DNS message may pass.</summary>
internal static class DnsLimits
{
    /// <summary>The longest label in bytes (RFC 1035 section 2.3.4).</summary>
    public const int MaximumLabelLength = 63;

    /// <summary>The longest name in bytes on the wire: 255 with its length bytes, and the root after them (RFC 6762 appendix C).</summary>
    public const int MaximumNameLength = 256;

    /// <summary>The most compression pointers followed for one name: one for each label of the longest name, and one for its end.</summary>
    public const int MaximumPointers = MaximumNameLength / 2;

    /// <summary>The longest message read, in bytes. One that keeps to RFC 6762 section 17 is shorter by its IP and UDP headers.</summary>
    public const int MaximumMessageLength = 9000;

    /// <summary>The longest message read that came over TCP: its length is told in two bytes (RFC 1035 section 4.2.2).</summary>
    public const int MaximumStreamMessageLength = ushort.MaxValue;

    /// <summary>The longest message sent: 9,000 bytes less the IPv6 and UDP headers (RFC 6762 section 17). Only a record that needs a message for itself takes as much.</summary>
    public const int MaximumSentLength = MaximumMessageLength - 48;

    /// <summary>The longest message sent unless one record alone needs more: an Ethernet packet less the IPv6 and UDP headers.</summary>
    public const int PreferredMessageLength = 1452;

    /// <summary>Bytes of a record without data that belongs to the root.</summary>
    public const int SmallestRecordLength = 11;

    /// <summary>The most questions and records that a message may announce, unless it is so long that it has room for more. Full messages of multicast DNS stay below.</summary>
    public const int MaximumEntries = 1024;

    /// <summary>Bytes of the header before the first question.</summary>
    public const int HeaderLength = 12;
}
