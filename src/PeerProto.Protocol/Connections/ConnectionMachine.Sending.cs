using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private readonly List<InboundFlow> _owedAcknowledgements = [];

    /// <summary>Writes a message or an item, if the peer's credit lets it in.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="message">The message.</param>
    /// <param name="trace">What caused the message, where the peer is to know it.</param>
    /// <returns>
    /// False when there is no credit; <see cref="ConnectionEventKind.Unblocked"/> tells when there is again. Also false while much of the flow waits to leave in fragments, which
    /// <see cref="ExchangeOutput"/> ends, and when the flow or the connection has ended.
    /// </returns>
    /// <exception cref="PeerEncodeException">The message does not fit; nothing was written.</exception>
    public bool TryWriteMessage<T, TCodec>(OutboundFlow flow, in T message, TraceContext? trace = null)
        where TCodec : struct, IPeerCodec<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!MayWrite(flow))
            return false;
        OutboundBuffer target = BeginTarget(flow, flow.ExpectsLarge);
        FrameStart frame = BeginFrame(target, flow, TCodec.MaxSize, trace);
        int length = WriteValue<T, TCodec>(target, frame, message, flow.MaximumMessageBytes, flow.Lane);
        flow.ExpectsLarge = EndTarget(target, frame, flow);
        flow.OnSent(length);
        _outboundCredit.OnSent(length);
        return true;
    }

    /// <summary>Writes a message that is encoded already, if the peer's credit lets it in.</summary>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="message">The message's bytes.</param>
    /// <param name="trace">What caused the message, where the peer is to know it.</param>
    /// <returns>False as with <see cref="TryWriteMessage"/>.</returns>
    /// <exception cref="PeerEncodeException">The message is larger than the peer takes; nothing was written.</exception>
    public bool TryWriteEncoded(OutboundFlow flow, ReadOnlySpan<byte> message, TraceContext? trace = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!MayWrite(flow))
            return false;
        OutboundBuffer target = BeginEncoded(flow, message.Length, trace, out FrameStart frame);
        target.Append(message);
        EndEncoded(target, frame, flow, message.Length);
        return true;
    }

    /// <summary>Writes a message that is encoded already and lies in pieces, if the peer's credit lets it in.</summary>
    /// <param name="flow">The channel or stream.</param>
    /// <param name="message">The message's bytes, at most as many as an array holds.</param>
    /// <returns>False as with <see cref="TryWriteMessage"/>.</returns>
    /// <exception cref="PeerEncodeException">The message is larger than the peer takes; nothing was written.</exception>
    public bool TryWriteEncoded(OutboundFlow flow, in ReadOnlySequence<byte> message)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!MayWrite(flow))
            return false;
        int length = checked((int)message.Length);
        OutboundBuffer target = BeginEncoded(flow, length, trace: null, out FrameStart frame);
        foreach (ReadOnlyMemory<byte> part in message)
            target.Append(part.Span);
        EndEncoded(target, frame, flow, length);
        return true;
    }

    /// <summary>Asks the peer to acknowledge at once what it has received.</summary>
    /// <param name="flow">The channel, or null for all.</param>
    public void RequestAcknowledgement(OutboundFlow? flow)
    {
        if (Phase != ConnectionPhase.Ready)
            return;
        OutboundBuffer target = flow is null ? BeginTarget((OutboundQueue?)null, isLarge: false) : BeginTarget(flow, isLarge: false);
        FrameStart frame = target.BeginFrame(FrameKind.AcknowledgeRequest, flow?.Id ?? 0, 0);
        target.EndFrame(frame);
        EndTarget(target, frame, flow);
    }

    private OutboundBuffer BeginEncoded(OutboundFlow flow, int length, TraceContext? trace, out FrameStart frame)
    {
        ThrowIfTooLarge(length, flow.MaximumMessageBytes);
        OutboundBuffer target = BeginTarget(flow, length > ProtocolLimits.FragmentBytes);
        frame = BeginFrame(target, flow, length, trace);
        return target;
    }

    private void EndEncoded(OutboundBuffer target, FrameStart frame, OutboundFlow flow, int length)
    {
        target.EndFrame(frame);
        flow.ExpectsLarge = EndTarget(target, frame, flow);
        flow.OnSent(length);
        _outboundCredit.OnSent(length);
    }

    private bool MayWrite(OutboundFlow flow) =>
        flow.HasCredit && !flow.IsEnded && Phase == ConnectionPhase.Ready && _outboundCredit.IsThere && (_queuedBytes == 0 || flow.Lane is not null || MayQueue(flow));

    /// <returns>The value's length.</returns>
    private int WriteValue<T, TCodec>(OutboundBuffer target, FrameStart frame, in T value, int maximum = int.MaxValue, OutboundLane? lane = null)
        where TCodec : struct, IPeerCodec<T>
    {
        int start = target.Length;
        try
        {
            PeerWriter writer = new(target);
            TCodec.Write(ref writer, value);
            writer.Flush();
            ThrowIfTooLarge(target.Length - start, maximum);
            if (target.Length - start > TCodec.MaxSize)
                throw new PeerEncodeException($"{typeof(TCodec).Name} wrote {target.Length - start} bytes and says that no value has more than {TCodec.MaxSize}. Correct its MaxSize.");
        }
        catch
        {
            CancelFrame(target, frame, lane);
            throw;
        }

        int length = target.Length - start;
        target.EndFrame(frame);
        return length;
    }

    /// <summary>Throws when the contract does not allow, or the peer does not take, so large a message, result, item or report.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="allowed">The most that the contract allows.</param>
    /// <exception cref="PeerEncodeException">It is too large.</exception>
    public void ThrowIfTooLarge(int bytes, int allowed = int.MaxValue)
    {
        if (bytes > allowed)
            throw new PeerEncodeException($"The message has {bytes} bytes, and the contract allows {allowed}. Send less at a time, or raise MaxSize in the contract.");
        if (bytes > Remote!.MaximumMessageBytes)
        {
            throw new PeerEncodeException(
                $"The message has {bytes} bytes, and the peer takes at most {Remote.MaximumMessageBytes}. Send less at a time, or raise the peer's largest message.");
        }
    }

    private void OweAcknowledgement(InboundFlow flow)
    {
        if (flow.OwesAcknowledgement)
            return;
        flow.OwesAcknowledgement = true;
        _owedAcknowledgements.Add(flow);
        _acknowledgeDeadline ??= _now + _setup.Timings.AcknowledgeDelay;
    }

    private void WriteOwedAcknowledgements()
    {
        foreach (InboundFlow flow in _owedAcknowledgements)
        {
            if (flow.OwesAcknowledgement && Phase is ConnectionPhase.Ready)
                WriteAcknowledge(flow);
        }

        _owedAcknowledgements.Clear();
        _acknowledgeDeadline = null;
    }

    private void WriteAcknowledge(InboundFlow flow)
    {
        flow.OwesAcknowledgement = false;
        _output.WriteNumbers(FrameKind.Acknowledge, flow.Id, flow.ReceivedMessages);
        _unsentReplies++;
    }

    private void WriteClose(CloseCode code, string reason)
    {
        FrameStart frame = _output.BeginFrame(FrameKind.Close, ProtocolLimits.MaximumReasonBytes + VarInt.MaxLength);
        _output.WriteNumber((ulong)code);
        _output.WriteText(reason);
        _output.EndFrame(frame);
    }
}
