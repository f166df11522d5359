namespace PeerProto;

/// <summary>What happened to a peer.</summary>
public enum PeerEventKind
{
    /// <summary>The peer is connected and may be sent to and called.</summary>
    Joined = 1,

    /// <summary>The connection to the peer has ended; <see cref="PeerEvent{TContract}.Reason"/> says why.</summary>
    Left = 2,
}
