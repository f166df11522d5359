namespace PeerProto.Apple;

/// <summary>What happens to an Ethernet interface.</summary>
public enum AutoConnectEvent
{
    /// <summary>The cable is put in.</summary>
    LinkUp,

    /// <summary>The cable is pulled out.</summary>
    LinkDown,

    /// <summary>An EAP request of the switch arrives.</summary>
    SwitchAsked,

    /// <summary>The user chooses a configuration and presses Connect.</summary>
    Chosen,

    /// <summary>The user presses Cancel.</summary>
    Cancelled,

    /// <summary>The server accepts.</summary>
    Succeeded,

    /// <summary>The server refuses the user (client status 1).</summary>
    Refused,

    /// <summary>It fails for another reason, the server's certificate for example.</summary>
    Failed,
}
