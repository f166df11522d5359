namespace PeerProto;

/// <summary>Where a discovery is in its life. The states are those of Apple's Network framework.</summary>
public enum DiscoveryStateKind
{
    /// <summary>Not used yet, or not any more since it waited for something.</summary>
    Setup,

    /// <summary>It cannot work at the moment, for a reason that may pass; it goes on by itself when it has.</summary>
    Waiting,

    /// <summary>It works.</summary>
    Ready,

    /// <summary>It cannot work, and does not try by itself again. Another call does.</summary>
    Failed,

    /// <summary>It was disposed.</summary>
    Cancelled,
}
