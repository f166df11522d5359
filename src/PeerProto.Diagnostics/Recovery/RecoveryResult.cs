namespace PeerProto;

/// <summary>How a recovery ended.</summary>
public enum RecoveryResult
{
    /// <summary>The network is joined.</summary>
    Joined,

    /// <summary>The network refuses for a reason that no further attempt can cure (<see cref="JoinOperation.IsFinal"/>).</summary>
    Refused,

    /// <summary>Everything that the policy allows was tried.</summary>
    GaveUp,

    /// <summary>A step did not end when it was cancelled, so nothing more was begun.</summary>
    Stuck,

    /// <summary>The <see cref="RecoveringJoin"/> was disposed meanwhile.</summary>
    Stopped,
}
