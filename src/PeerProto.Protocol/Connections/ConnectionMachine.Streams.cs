using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    /// <summary>In a byte stream only bytes count: how they are cut means nothing.</summary>
    private const int UnlimitedPieces = int.MaxValue;

    /// <summary>The most bytes of a byte stream that go into one frame, so that it has no need of fragments and the peer takes it.</summary>
    public int PieceBytes => Math.Min(ProtocolLimits.MaximumPieceBytes - ProtocolLimits.FrameOverheadBytes, Remote!.MaximumMessageBytes);

    /// <summary>Gives up the items or bytes of this side, in the place of their end. Without effect when they are complete or the call is over.</summary>
    /// <param name="call">The call.</param>
    /// <param name="code">Why.</param>
    public void ResetItems(CallState call, ulong code)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!MayWrite(call) || call.OutboundEnded || call.Outbound is not { IsEnded: false } outbound)
            return;
        OutboundBuffer target = BeginLast(call);
        EndLast(target, WriteCode(target, FrameKind.Reset, call, code), call);
        call.OutboundEnded = true;
        EndItems(call, outbound);
        if (!call.IsOutgoing && AnswersWithItems(call.Descriptor))
            Remove(call);
    }

    /// <summary>Takes no more items or bytes of the other side: what waits is given up, and so is what still comes. Said to it only while there is more to come.</summary>
    /// <param name="call">The call.</param>
    /// <param name="code">Why.</param>
    public void StopItems(CallState call, ulong code)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.InboundStopped || call.Inbound is not { } inbound)
            return;
        call.InboundStopped = true;
        inbound.Dispose();
        Release(inbound);
        if (MayWrite(call) && !call.InboundEnded)
        {
            OutboundBuffer target = BeginTarget(call.Queue, isLarge: false);
            EndTarget(target, WriteCode(target, FrameKind.StopSending, call, code), call);
        }
    }

    private static FrameStart WriteCode(OutboundBuffer target, FrameKind kind, CallState call, ulong code)
    {
        FrameStart frame = target.BeginFrame(kind, call.Id, VarInt.MaxLength);
        target.WriteNumber(code);
        target.EndFrame(frame);
        return frame;
    }

    private static bool MayCarry(CallDescriptor call, long bytes) => call.Kind != CallKind.ByteStream || bytes <= ProtocolLimits.MaximumPieceBytes;

    private void EndInbound(CallState call)
    {
        call.InboundEnded = true;
        if (call.Descriptor.Kind == CallKind.ByteStream)
            call.Inbound!.IsEnded = true;
        else if (call.IsOutgoing)
            Remove(call);
    }

    private bool HandleReset(CallState call, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (call.Inbound is not { IsAssembling: false } || call.InboundEnded || !TryReadNumber(ref body, out ulong code))
            return Malformed(FrameKind.Reset);
        call.InboundReset = code;
        EndInbound(call);
        change = new ConnectionEvent(ConnectionEventKind.ItemsReset, Call: call, Code: code);
        return true;
    }

    private bool HandleStopSending(CallState call, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (call.Outbound is not { } outbound || !TryReadNumber(ref body, out ulong code))
            return Malformed(FrameKind.StopSending);
        if (call.OutboundEnded || outbound.IsEnded)
            return false; // it crossed the end
        ResetItems(call, code);
        _unsentReplies++;
        change = new ConnectionEvent(ConnectionEventKind.StopRequested, Outbound: outbound, Call: call, Code: code);
        return true;
    }
}
