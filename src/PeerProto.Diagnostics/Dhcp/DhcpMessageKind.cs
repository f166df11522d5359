namespace PeerProto;

/// <summary>What a DHCP message is, by the numbers of option 53 (RFC 2132 section 9.6).</summary>
public enum DhcpMessageKind
{
    /// <summary>BOOTP without DHCP, or a kind that RFC 2132 does not have.</summary>
    Other = 0,

    /// <summary>A client looks for servers.</summary>
    Discover = 1,

    /// <summary>A server offers an address.</summary>
    Offer = 2,

    /// <summary>A client wants, confirms or prolongs an address.</summary>
    Request = 3,

    /// <summary>A client found the address in use.</summary>
    Decline = 4,

    /// <summary>A server gives the address.</summary>
    Ack = 5,

    /// <summary>A server refuses it.</summary>
    Nak = 6,

    /// <summary>A client gives its address back.</summary>
    Release = 7,

    /// <summary>A client with an address of its own asks for settings.</summary>
    Inform = 8,
}
