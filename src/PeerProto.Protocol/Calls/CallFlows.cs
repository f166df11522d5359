using PeerProto.Protocol.FlowControl;

namespace PeerProto.Protocol.Calls;

/// <summary>The items or bytes of a call.</summary>
internal sealed class CallFlows(OutboundFlow? outbound, InboundFlow? inbound)
{
    /// <summary>What this side sends, where it sends any.</summary>
    public OutboundFlow? Outbound => outbound;

    /// <summary>What the other side sends, where it sends any.</summary>
    public InboundFlow? Inbound => inbound;

    /// <summary>Why the other side gave up before all was sent, or null.</summary>
    public ulong? InboundReset { get; set; }
}
