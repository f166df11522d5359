using System.Buffers;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    /// <summary>The context that came and belongs to the next message, call or item.</summary>
    private TraceContext? _trace;

    private static bool BelongsToTrace(FrameKind kind) => kind is FrameKind.Message or FrameKind.Call or FrameKind.Item;

    private static bool Attach(TraceContext? trace, ref ConnectionEvent change)
    {
        change = change with { Trace = trace };
        return true;
    }

    private static FrameStart BeginFrame(OutboundBuffer target, OutboundFlow flow, int maximumBodyBytes, TraceContext? trace)
    {
        int lead = trace is null ? 0 : WriteTrace(target, trace);
        return target.BeginFrame(flow.FrameKind, flow.Id, maximumBodyBytes) with { Lead = lead };
    }

    /// <returns>The bytes that the frame takes.</returns>
    private static int WriteTrace(OutboundBuffer target, TraceContext trace)
    {
        int start = target.Length;
        FrameStart frame = target.BeginFrame(FrameKind.Trace, trace.Length);
        trace.Write(target.GetSpan(trace.Length));
        target.Advance(trace.Length);
        target.EndFrame(frame);
        return target.Length - start;
    }

    private bool HandleTrace(in ReadOnlySequence<byte> body) => !TraceContext.TryRead(body, out _trace) && Malformed(FrameKind.Trace);

    private TraceContext? TakeTrace()
    {
        TraceContext? trace = _trace;
        _trace = null;
        return trace;
    }

    /// <summary>Takes a frame, which may be the one behind a trace.</summary>
    private bool HandleTraceable(FrameKind kind, in ReadOnlySequence<byte> body, out ConnectionEvent change) =>
        _trace is null ? HandleFrame(kind, body, out change) : HandleTraced(kind, body, out change);

    private bool HandleTraced(FrameKind kind, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        if (BelongsToTrace(kind))
        {
            TraceContext? trace = TakeTrace();
            if (HandleFrame(kind, body, out change))
                return Attach(trace, ref change);
            if (_lane is { IsWaiting: true })
                _trace = trace; // the frame comes again
            return false;
        }

        if (kind == FrameKind.Fragment || !IsKnown(kind))
            return HandleFrame(kind, body, out change);
        change = default;
        return Malformed(FrameKind.Trace);
    }

    private static bool IsKnown(FrameKind kind) => kind < FrameKind.Grease && Enum.IsDefined(kind);
}
