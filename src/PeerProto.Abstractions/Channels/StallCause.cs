namespace PeerProto;

/// <summary>Who holds a send that waits, as far as this side can tell.</summary>
public enum StallCause
{
    /// <summary>This side's handler or reader: the peer has used up the channel's window and waits.</summary>
    LocalReader,

    /// <summary>The peer's window for the channel: all it allows is under way, and not all of it was acknowledged. The path is slow or the peer's process is, or the window is small for the path.</summary>
    PeerWindow,

    /// <summary>The peer's window for the whole connection: what other channels and calls send has used it up.</summary>
    ConnectionWindow,

    /// <summary>The link takes no more now: what is written waits to leave.</summary>
    Link,

    /// <summary>The peer's handler or reader: the peer has acknowledged everything that was sent on the channel, and its app has not handled enough of it.</summary>
    PeerHandler,
}
