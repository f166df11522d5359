using System.Buffers;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private readonly InboundAssembly?[] _assemblies = new InboundAssembly?[ProtocolLimits.MaximumFragmentSlots];
    private InboundAssembly? _assembled;
    private InboundAssembly? _reportOnFirstStream;
    private InboundAssembly? _reportOnLanes;

    private bool HandleFragment(ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (!TryReadNumber(ref body, out ulong slot) || slot >= ProtocolLimits.MaximumFragmentSlots || !TryReadNumber(ref body, out ulong remaining) || body.IsEmpty)
            return Malformed(FrameKind.Fragment);
        if (remaining > (ulong)_setup.Limits.MaximumFrameBytes || body.Length + (long)remaining > _setup.Limits.MaximumFrameBytes)
        {
            Fail(CloseCode.FrameTooLarge, $"a frame in fragments announces more than {_setup.Limits.MaximumFrameBytes} bytes");
            return false;
        }

        if (FindAssembly(slot) is not { } assembly)
            return Malformed(FrameKind.Fragment);
        if (assembly.IsUsed)
        {
            if ((ulong)assembly.Remaining != (ulong)body.Length + remaining || _trace is not null)
                return Malformed(FrameKind.Fragment);
        }
        else if (!TryBegin(assembly, body, (int)(body.Length + (long)remaining)))
        {
            return false;
        }

        if (assembly.Call is { IsEnded: true } && !assembly.IsDropped)
            assembly.Drop();
        assembly.Add(body);
        return assembly.Remaining == 0 && Finish(assembly, out change);
    }

    /// <summary>Takes the first piece of a frame: what the frame is about is in it, and the whole is counted against the credit.</summary>
    /// <returns>False when the connection is over, or when the lane has to wait.</returns>
    private bool TryBegin(InboundAssembly assembly, ReadOnlySequence<byte> piece, int total)
    {
        FrameKind kind = (FrameKind)piece.FirstSpan[0];
        if (_lane is not null && !MayComeOnLane(kind))
            return false;
        piece = piece.Slice(1);
        long before = piece.Length;
        ulong id = 0;
        CallState? call = null;
        switch (kind)
        {
            case FrameKind.Message when TryReadNumber(ref piece, out id):
                if (BeginMessage(id, Length()) is not { } channel)
                    return false;
                assembly.Channel = channel;
                channel.BeginAssembly(Length());
                break;
            case FrameKind.Call when TryReadNumber(ref piece, out id):
                if (!TryBeginCall(id, ref piece, out call) || !TryBeginOnConnection(Length()))
                    return false;
                break;
            case FrameKind.Item when TryReadNumber(ref piece, out id):
                if (!TryFindCall(kind, id, out call) || (call is null ? !TryBeginOnConnection(Length()) : !BeginItem(call, Length())))
                    return false;
                call?.Inbound!.BeginAssembly(Length());
                break;
            case FrameKind.Result when TryReadNumber(ref piece, out id):
                if (!TryFindCall(kind, id, out call) || !TryBeginOnConnection(Length()))
                    return false;
                break;
            case FrameKind.Failure or FrameKind.Progress when TryReadNumber(ref piece, out id):
                if (!TryFindCall(kind, id, out call))
                    return false;
                if (!TryBeginReport(assembly))
                    return false;
                break;
            case <= FrameKind.Lanes or FrameKind.Message or FrameKind.Acknowledge or FrameKind.Credit or FrameKind.AcknowledgeRequest or (>= FrameKind.Call and <= FrameKind.Trace):
                return Malformed(FrameKind.Fragment);
        }

        if (_trace is not null && IsKnown(kind) && !BelongsToTrace(kind))
            return Malformed(FrameKind.Trace);
        assembly.Begin(kind, total, Length());
        assembly.Call = call;
        assembly.Trace = BelongsToTrace(kind) ? TakeTrace() : null;
        if (assembly.Channel is null && call is null)
            assembly.Drop();
        return true;

        long Length() => total - 1 - (before - piece.Length);
    }

    /// <summary>
    /// Takes the first piece of a failure or report, which has no credit: one is kept of the first stream, and one of all lanes. The first stream has an order, so that its sender can keep to one; a
    /// lane waits for another's.
    /// </summary>
    /// <returns>False when the connection is over, or when the lane has to wait.</returns>
    private bool TryBeginReport(InboundAssembly assembly)
    {
        ref InboundAssembly? underWay = ref _reportOnFirstStream;
        if (_lane is not null)
            underWay = ref _reportOnLanes;
        if (underWay is null)
        {
            underWay = assembly;
            return true;
        }

        if (_lane is not null)
            _lane.IsWaiting = true;
        else
            Fail(CloseCode.FlowControlViolation, "failures and reports come in fragments, more than one at a time");
        return false;
    }

    /// <summary>A frame has come whole: it is handled as if it had come in one piece, but for what its first piece has counted.</summary>
    private bool Finish(InboundAssembly assembly, out ConnectionEvent change)
    {
        change = default;
        FrameKind kind = assembly.Kind;
        InboundFlow? channel = assembly.Channel;
        CallState? call = assembly.Call;
        TraceContext? trace = assembly.Trace;
        bool isDropped = assembly.IsDropped;
        if (_reportOnFirstStream == assembly)
            _reportOnFirstStream = null;
        else if (_reportOnLanes == assembly)
            _reportOnLanes = null;
        if ((channel ?? (kind == FrameKind.Item ? call?.Inbound : null)) is { } flow)
            flow.EndAssembly();
        ulong length = (ulong)assembly.Length;
        assembly.End();
        if (kind is FrameKind.Call or FrameKind.Result || (kind == FrameKind.Item && isDropped))
            CompleteConsumed(length);
        if (isDropped)
            return false;

        ReleaseAssembled();
        _assembled = assembly;
        ReadOnlySequence<byte> body = assembly.Body;
        TryReadNumber(ref body, out _);
        switch (kind)
        {
            case FrameKind.Message:
                return FinishMessage(channel!, body, out change) && Attach(trace, ref change);
            case FrameKind.Call:
                TryReadNumber(ref body, out _);
                return FinishCall(call!, body, out change) && Attach(trace, ref change);
            case FrameKind.Item:
                return FinishItem(call!, body, out change) && Attach(trace, ref change);
            case FrameKind.Result:
                return HandleResult(call!, body, out change);
            case FrameKind.Failure:
                return HandleFailure(call!, body, out change);
            default:
                return HandleProgress(call!, body, out change);
        }
    }

    /// <summary>Gives back the memory of the frame that was handled last: its event has been acted upon.</summary>
    private void ReleaseAssembled()
    {
        if (_assembled is not { IsUsed: false } handled)
            return;
        handled.Release();
        _assembled = null;
    }

    private void DropAssemblies()
    {
        foreach (InboundAssembly? assembly in _assemblies)
            assembly?.Release();
    }
}
