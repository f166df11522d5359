namespace PeerProto;

/// <summary>Why a live watch cannot run.</summary>
public enum DhcpWatchError
{
    /// <summary>This system has no packet sockets as Linux does.</summary>
    NotSupported,

    /// <summary>This program may not open one.</summary>
    NotPermitted,

    /// <summary>There is no interface of that name.</summary>
    NoSuchInterface,

    /// <summary>The interface has no hardware address as Ethernet and Wi-Fi have.</summary>
    NotEthernet,

    /// <summary>The system refused something else.</summary>
    Failed,
}
