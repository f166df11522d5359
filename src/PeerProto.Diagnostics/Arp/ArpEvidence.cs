namespace PeerProto;

/// <summary>What showed that a client uses an address.</summary>
public enum ArpEvidence
{
    /// <summary>It asked by ARP for another's address, naming its own.</summary>
    Request,

    /// <summary>It answered an ARP request.</summary>
    Reply,

    /// <summary>It announced its address (gratuitous ARP, RFC 5227 section 2.3).</summary>
    Announcement,

    /// <summary>It sent an IPv4 packet.</summary>
    Packet,

    /// <summary>A DHCP server gave it the address.</summary>
    Lease,
}
