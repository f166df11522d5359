namespace PeerProto.Protocol.Connections;

/// <summary>Which of two connections between the same pair stays.</summary>
/// <remarks>
/// The side with the smaller identifier decides (<see cref="ConnectionMachine.IsArbiter"/>), the other follows, so two connections that cross never end each other. Only connections of the same
/// authenticated key compete: where nobody proves who he is, the connection that exists stays, and claiming somebody's identifier evicts nobody.
/// </remarks>
public static class DuplicateConnectionRule
{
    /// <summary>Whether a new connection takes the place of the one that exists.</summary>
    /// <param name="existing">The connection that exists.</param>
    /// <param name="candidate">The new one, from a peer with the same identifier.</param>
    /// <param name="local">This side's identifier.</param>
    /// <param name="remote">The peer's identifier.</param>
    public static bool TakesCandidate(in ConnectionFacts existing, in ConnectionFacts candidate, PeerId local, PeerId remote)
    {
        bool isSamePeer = existing.Key is not null && existing.Key.Equals(candidate.Key);
        if (!isSamePeer)
            return false;
        if (local > remote)
            return true; // the arbiter has decided for it
        if (existing.Instance != candidate.Instance)
            return true; // the peer's app was started anew
        if (!existing.IsReady)
            return false; // one admission at a time: the other side could meet two in either order
        if (candidate.IsLocallyInitiated)
            return false; // this side would know if it had lost the one that exists

        // A peer connects when it has no connection, so it has lost the one that exists, unless both connected at the same time: then the one that the smaller identifier opened stays.
        return existing.IsSettled || !existing.IsLocallyInitiated;
    }
}
