namespace PeerProto;

/// <summary>Where a listener is in its life. The states are those of Apple's Network framework.</summary>
public enum ListenerStateKind
{
    /// <summary>Not started.</summary>
    Setup,

    /// <summary>Its address is not there at the moment; it takes connections again when it comes back.</summary>
    Waiting,

    /// <summary>Takes connections.</summary>
    Ready,

    /// <summary>Takes none for good: the platform lacks the transport, or the listener broke.</summary>
    Failed,

    /// <summary>Ended with its session.</summary>
    Cancelled,
}
