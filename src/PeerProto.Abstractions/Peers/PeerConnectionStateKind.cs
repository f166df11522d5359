namespace PeerProto;

/// <summary>Where a connection is in its life. The states are those of Apple's Network framework, one set for all transports.</summary>
public enum PeerConnectionStateKind
{
    /// <summary>Not started.</summary>
    Setup,

    /// <summary>On the way: resolving, connecting, securing, agreeing. Each stage has a deadline.</summary>
    Preparing,

    /// <summary>An attempt failed for a reason that may pass. It is tried again when the network changes, after a pause, and at <see cref="PeerDialer{TContract}.Restart"/>.</summary>
    Waiting,

    /// <summary>In use.</summary>
    Ready,

    /// <summary>Ended, or refused, by something other than a wish of this program.</summary>
    Failed,

    /// <summary>Ended by this program.</summary>
    Cancelled,
}
