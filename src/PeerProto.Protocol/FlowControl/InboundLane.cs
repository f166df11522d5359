using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.FlowControl;

/// <summary>A stream of the link that the peer has opened: one channel's messages, or one call's items, come on it.</summary>
public sealed class InboundLane
{
    internal InboundLane(TimeSpan opened) => Opened = opened;

    /// <summary>
    /// Whether what comes next has to wait for another stream: for the call that its items belong to, or for the end of another long failure. To be tried again when something came there.
    /// </summary>
    public bool IsWaiting { get; internal set; }

    internal TimeSpan Opened { get; }

    internal long KnownInputBytes { get; set; }

    /// <summary>The context that came and belongs to the next message or item of the lane.</summary>
    internal TraceContext? Trace { get; set; }

    internal bool HasCarriedFrame { get; set; }

    internal bool IsEnded { get; set; }

    /// <summary>The frame that comes in fragments; a lane has one slot.</summary>
    internal InboundAssembly? Assembly { get; set; }
}
