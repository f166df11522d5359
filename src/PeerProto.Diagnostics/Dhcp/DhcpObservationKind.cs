namespace PeerProto;

/// <summary>What was seen of a client and its address.</summary>
public enum DhcpObservationKind
{
    /// <summary>The watched interface came up: what clients do from here on shows whether they ask anew.</summary>
    LinkUp,

    /// <summary>The watched interface went down.</summary>
    LinkDown,

    /// <summary>A client without an address looks for servers (INIT, RFC 2131 section 4.4.1).</summary>
    Discover,

    /// <summary>A server offers an address.</summary>
    Offer,

    /// <summary>A client takes a server's offer: a request that names the server.</summary>
    Select,

    /// <summary>A client asks whether it may go on with the address of before (INIT-REBOOT, RFC 2131 section 4.3.2): a request for an address that names no server.</summary>
    InitReboot,

    /// <summary>A client prolongs its lease, asking its server alone (RENEWING).</summary>
    Renew,

    /// <summary>A client prolongs its lease, asking every server, since its own did not answer (REBINDING).</summary>
    Rebind,

    /// <summary>A server gives or confirms an address.</summary>
    Ack,

    /// <summary>A server refuses; the client has to begin anew.</summary>
    Nak,

    /// <summary>A client found its address in use by another.</summary>
    Decline,

    /// <summary>A client gives its address back.</summary>
    Release,

    /// <summary>A client with an address of its own asks for settings.</summary>
    Inform,

    /// <summary>No server answered a client in time.</summary>
    Unanswered,

    /// <summary>A client uses an address without having asked a server for it since the link was seen to come up; in a capture, without asking after it announced the address.</summary>
    SilentReuse,

    /// <summary>A client uses an address, and nothing was seen of how it got it: it joined before the watch began. That is no fault.</summary>
    Known,
}
