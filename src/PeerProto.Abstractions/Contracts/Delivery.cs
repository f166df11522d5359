namespace PeerProto;

/// <summary>What becomes of a channel's messages on their way. The reliable ones promise that each message arrives once; the others may lose some, and count what they lose.</summary>
public enum Delivery
{
    /// <summary>Every message arrives once, in the order sent; a slow reader holds the sender back.</summary>
    ReliableOrdered = 0,

    /// <summary>
    /// Messages may be lost or overtaken where the link allows it. No transport of today has datagrams, so what leaves rides the reliable link; a message is lost only
    /// before it leaves, when the peer lags behind and <see cref="Overflow"/> says so.
    /// </summary>
    BestEffort = 1,

    /// <summary>
    /// Only the newest message matters: an older one that has not left, or that waits at the receiver behind a busy handler, gives its place to it. At most a few messages are under way.
    /// </summary>
    LatestOnly = 2,

    /// <summary>Every message arrives once, in any order. The links of today keep the order all the same.</summary>
    ReliableUnordered = 3,

    /// <summary>Messages may be lost, and never arrive behind a newer one. As <see cref="BestEffort"/> on the links of today, which keep the order.</summary>
    Sequenced = 4,
}
