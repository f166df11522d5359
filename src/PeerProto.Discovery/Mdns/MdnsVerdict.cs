namespace PeerProto.Discovery.Mdns;

/// <summary>What became of a received datagram.</summary>
internal enum MdnsVerdict
{
    Accepted,

    /// <summary>It came on a link not in use.</summary>
    UnknownLink,

    /// <summary>It was sent to this host alone from outside the link (RFC 6762 section 11).</summary>
    OffLink,

    /// <summary>It is no DNS message.</summary>
    Malformed,

    /// <summary>Its codes or source port are not those of multicast DNS (RFC 6762 sections 6, 18.3 and 18.11).</summary>
    NotMulticastDns,

    /// <summary>It is a response to this host alone, which never asks for one (RFC 6762 section 6).</summary>
    Unasked,
}
