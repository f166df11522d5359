namespace PeerProto;

/// <summary>What becomes of a channel's messages on their way.</summary>
public enum Delivery
{
    /// <summary>Every message arrives once, in the order sent; a slow reader holds the sender back.</summary>
    ReliableOrdered = 0,

    /// <summary>
    /// Messages may be lost or overtaken where the link allows it. No transport of today has datagrams, so these messages ride
    /// the reliable link, and a session with such a channel says so in its log.
    /// </summary>
    BestEffort = 1,

    /// <summary>
    /// Only the newest message matters; an older one that has not left yet may be replaced. No transport of today has datagrams, so these
    /// messages ride the reliable link, and a session with such a channel says so in its log.
    /// </summary>
    LatestOnly = 2,
}
