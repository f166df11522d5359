namespace PeerProto;

/// <summary>The part of a connection's life in which something happened, in the order in which a connection goes through them.</summary>
public enum ConnectionStage
{
    /// <summary>A name is turned into addresses.</summary>
    Resolve,

    /// <summary>The transport opens the link, or a listener takes its place.</summary>
    Connect,

    /// <summary>Both sides agree on keys and prove who they are.</summary>
    Tls,

    /// <summary>The secured link becomes what the transport makes of it, a WebSocket for example. Most links need nothing here.</summary>
    Upgrade,

    /// <summary>Both sides prove to each other what their security asks for behind TLS, that they know a passcode for example. Most securities ask for nothing here.</summary>
    Authentication,

    /// <summary>Both sides tell what they speak and offer.</summary>
    Hello,

    /// <summary>Both sides have told, and each decides whether it takes the other.</summary>
    Admission,

    /// <summary>The connection is in use.</summary>
    Established,

    /// <summary>The connection is being ended in order.</summary>
    Close,
}
