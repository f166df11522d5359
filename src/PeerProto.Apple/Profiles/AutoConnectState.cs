namespace PeerProto.Apple;

/// <summary>Where macOS is with 802.1X on an Ethernet interface.</summary>
public enum AutoConnectState
{
    /// <summary>The cable is out.</summary>
    NoLink,

    /// <summary>The link is up, and nothing is done until the switch asks.</summary>
    WaitingForSwitch,

    /// <summary>The dialog is open that asks which configuration to take.</summary>
    Choosing,

    /// <summary>eapolclient authenticates.</summary>
    Running,

    /// <summary>The port is open.</summary>
    Authenticated,

    /// <summary>It failed or was cancelled: nothing is done until the link changes.</summary>
    WaitingForLinkChange,
}
