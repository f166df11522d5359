using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Protocol.Calls;

/// <summary>One call under way, on either side. There is one for each call, so that what only calls with items or bytes need stands apart.</summary>
public sealed class CallState
{
    private const long NoDeadline = -1;

    private readonly CallFlows? _flows;
    private readonly long _deadline = NoDeadline;
    private OutboundQueue? _queue;

    internal CallState(ulong id, CallDescriptor descriptor, bool isOutgoing, OutboundFlow? outbound, InboundFlow? inbound)
    {
        Id = id;
        Descriptor = descriptor;
        IsOutgoing = isOutgoing;
        if (outbound is not null || inbound is not null)
            _flows = new CallFlows(outbound, inbound);
    }

    /// <summary>The call's identifier, unique on the connection.</summary>
    public ulong Id { get; }

    /// <summary>Which call of the contract.</summary>
    public CallDescriptor Descriptor { get; }

    /// <summary>Whether this side calls.</summary>
    public bool IsOutgoing { get; }

    /// <summary>The items or bytes this side sends, where it sends any.</summary>
    public OutboundFlow? Outbound => _flows?.Outbound;

    /// <summary>The items or bytes the other side sends, where it sends any.</summary>
    public InboundFlow? Inbound => _flows?.Inbound;

    /// <summary>How long the caller gives the call, where it says so. Null for calls of this side.</summary>
    public TimeSpan? Deadline
    {
        get => _deadline == NoDeadline ? null : new TimeSpan(_deadline);
        init => _deadline = value?.Ticks ?? NoDeadline;
    }

    /// <summary>Whether the call is over on the wire: nothing more may be sent for it.</summary>
    public bool IsEnded { get; internal set; }

    /// <summary>Whether the other side's items are complete.</summary>
    public bool InboundEnded { get; internal set; }

    /// <summary>Why the other side gave up its items before they were complete, or null.</summary>
    public ulong? InboundReset
    {
        get => _flows?.InboundReset;
        internal set => _flows!.InboundReset = value;
    }

    /// <summary>Whether this side's items are complete.</summary>
    public bool OutboundEnded { get; internal set; }

    /// <summary>Whether this side takes no more of the other side's items: those that still come are dropped.</summary>
    public bool InboundStopped { get; internal set; }

    /// <summary>Whether the caller has cancelled.</summary>
    public bool IsCancelled { get; internal set; }

    /// <summary>What waits because it is long or comes behind what is; items and the call's other frames stand in one line.</summary>
    internal OutboundQueue? Queue
    {
        get => Outbound is null ? _queue : Outbound.Queue;
        set
        {
            if (Outbound is null)
                _queue = value;
            else
                Outbound.Queue = value;
        }
    }

    /// <summary>The driver's own object for the call.</summary>
    public object? Tag { get; set; }
}
