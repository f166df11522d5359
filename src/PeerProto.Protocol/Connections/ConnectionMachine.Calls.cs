using System.Buffers;
using System.Buffers.Binary;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private ulong _nextLocalCall;
    private ulong _nextRemoteCall;
    private int _outgoingCalls;
    private int _incomingCalls;
    private ulong? _announcedDeadline;

    /// <summary>Whether the peer takes another call now.</summary>
    public bool CanOpenCall =>
        Phase == ConnectionPhase.Ready && _outgoingCalls < Remote!.MaximumConcurrentCalls && _outboundCredit.IsThere && HasLaneRoom && (_queuedBytes == 0 || MayBeginFragments);

    /// <summary>The calls under way on both sides.</summary>
    public IReadOnlyCollection<CallState> Calls => _calls.Values;

    /// <summary>Calls the peer. To be used while <see cref="CanOpenCall"/>.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    /// <param name="descriptor">Which call.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="remaining">How long the call may take, or null without a limit.</param>
    /// <param name="trace">What caused the call, where the peer is to know it.</param>
    /// <returns>The call, open until an event ends it.</returns>
    /// <exception cref="PeerEncodeException">The arguments do not fit; no call was opened.</exception>
    /// <exception cref="InvalidOperationException">The connection is not ready, or the peer takes no more calls now.</exception>
    public CallState OpenCall<TArguments, TCodec>(CallDescriptor descriptor, in TArguments arguments, TimeSpan? remaining = null, TraceContext? trace = null)
        where TCodec : struct, IPeerCodec<TArguments>
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (!CanOpenCall)
            throw new InvalidOperationException("The peer takes no call now; look at CanOpenCall first.");
        ulong id = _nextLocalCall;
        int start = _output.Length;
        if (remaining is { } time)
            _output.WriteNumbers(FrameKind.Deadline, id, (ulong)Math.Max(1, Math.Ceiling(time.TotalMilliseconds)));
        FrameStart frame;
        int length;
        try
        {
            int lead = trace is null ? 0 : WriteTrace(_output, trace);
            frame = _output.BeginFrame(FrameKind.Call, id, TCodec.MaxSize == PeerCodec.Unbounded ? PeerCodec.Unbounded : TCodec.MaxSize + VarInt.MaxLength) with { Lead = lead };
            _output.WriteNumber((ulong)descriptor.Id);
            length = WriteValue<TArguments, TCodec>(_output, frame, arguments, descriptor.MaxSize);
        }
        catch
        {
            _output.Truncate(start);
            throw;
        }

        _outboundCredit.OnSent(length);
        _nextLocalCall += 2;
        _outgoingCalls++;
        CallState call = new(id, descriptor, isOutgoing: true,
            CallerSends(descriptor) ? CreateOutboundItems(id, descriptor) : null,
            CalledSends(descriptor) ? CreateInboundItems(id, descriptor) : null);
        _calls.Add(id, call);
        if (IsLong(_output, frame))
            BeginLongCall(frame, call);
        return call;
    }

    /// <summary>Answers a call of the peer with its result and ends it. To be used while <see cref="HasConnectionCredit"/>.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="PeerEncodeException">The result does not fit; the call is still open.</exception>
    public void WriteResult<TResult, TCodec>(CallState call, in TResult result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!MayWrite(call))
            return;
        OutboundBuffer target = BeginLast(call);
        FrameStart frame = target.BeginFrame(FrameKind.Result, call.Id, TCodec.MaxSize);
        _outboundCredit.OnSent(WriteValue<TResult, TCodec>(target, frame, result, call.Descriptor.MaxSize, call.Outbound?.Lane));
        EndLast(target, frame, call);
        Remove(call);
    }

    /// <summary>Answers a call of the peer with an error and ends it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="failure">The error; its text is cut at <see cref="ProtocolLimits.MaximumReasonBytes"/>.</param>
    public void WriteFailure(CallState call, CallFailure failure)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(failure);
        if (!MayWrite(call))
            return;
        OutboundBuffer target = BeginLast(call);
        EndLast(target, WriteFailure(target, call.Id, failure), call);
        Remove(call);
    }

    /// <summary>Answers a call of the peer with a declared error and ends it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="errorId">The number under which this side's log tells of it.</param>
    /// <param name="fault">Which error.</param>
    /// <param name="thrown">The exception that matches it.</param>
    /// <exception cref="PeerEncodeException">What the error tells does not fit; the call is still open.</exception>
    public void WriteFault(CallState call, ulong errorId, CallFault fault, Exception thrown)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(fault);
        if (!MayWrite(call))
            return;
        OutboundBuffer target = BeginLast(call);
        FrameStart frame = target.BeginFrame(FrameKind.Failure, call.Id, PeerCodec.Unbounded);
        target.WriteNumber((ulong)RemoteErrorCode.Fault);
        target.WriteErrorId(errorId);
        target.WriteNumber((ulong)fault.Id);
        int start = target.Length;
        try
        {
            PeerWriter writer = new(target);
            fault.Write(ref writer, thrown);
            writer.Flush();
            ThrowIfTooLarge(target.Length - start);
        }
        catch
        {
            CancelFrame(target, frame, call.Outbound?.Lane);
            throw;
        }

        target.EndFrame(frame);
        EndLast(target, frame, call);
        Remove(call);
    }

    /// <summary>Says that the items of this side are complete. Ends a call of the peer, in which they are the answer.</summary>
    /// <param name="call">The call.</param>
    public void WriteEnd(CallState call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!MayWrite(call) || call.OutboundEnded)
            return;
        OutboundBuffer target = BeginLast(call);
        FrameStart frame = target.BeginFrame(FrameKind.End, call.Id, 0);
        target.EndFrame(frame);
        EndLast(target, frame, call);
        call.OutboundEnded = true;
        if (call.Outbound is { } outbound)
            EndItems(call, outbound);
        if (!call.IsOutgoing && AnswersWithItems(call.Descriptor))
            Remove(call);
    }

    /// <summary>
    /// Says that this side's call has no reader any more: items that wait or still come are dropped, and no more are sent. Also to be told of a call that has ended with items unread. It keeps its place among the concurrent calls until the peer ends
    /// it, which the usual event tells.
    /// </summary>
    /// <param name="call">The call.</param>
    public void CancelCall(CallState call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.IsCancelled || !call.IsOutgoing)
            return;
        call.IsCancelled = true;
        if (call.Inbound is { } inbound)
        {
            Release(inbound);
            inbound.Dispose();
        }

        if (call.Outbound is { } outbound)
            Complete(outbound);
        if (MayWrite(call))
            WriteCancel(call);
    }

    /// <summary>Reports the progress of a call of the peer. Without effect once the call has ended or is cancelled.</summary>
    /// <param name="call">The call.</param>
    /// <param name="report">The encoded report.</param>
    /// <exception cref="PeerEncodeException">The report is larger than the contract allows or the peer takes; nothing was written.</exception>
    public void WriteProgress(CallState call, ReadOnlySpan<byte> report)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfTooLarge(report.Length, call.Descriptor.MaxSize);
        if (!MayWrite(call) || call.IsCancelled)
            return;
        OutboundBuffer target = BeginTarget(call.Queue, report.Length > ProtocolLimits.FragmentBytes);
        FrameStart frame = target.BeginFrame(FrameKind.Progress, call.Id, report.Length);
        target.Append(report);
        target.EndFrame(frame);
        EndTarget(target, frame, call);
    }

    private void WriteCancel(CallState call)
    {
        OutboundBuffer target = BeginTarget(call.Queue, isLarge: false);
        FrameStart frame = target.BeginFrame(FrameKind.Cancel, call.Id, 0);
        target.EndFrame(frame);
        EndTarget(target, frame, call);
    }

    private static FrameStart WriteFailure(OutboundBuffer target, ulong call, CallFailure failure)
    {
        FrameStart frame = target.BeginFrame(FrameKind.Failure, call, ProtocolLimits.MaximumReasonBytes + VarInt.MaxLength + sizeof(ulong));
        target.WriteNumber((ulong)failure.Code);
        target.WriteErrorId(failure.ErrorId);
        target.WriteText(failure.Text);
        target.EndFrame(frame);
        return frame;
    }

    private static bool CallerSends(CallDescriptor call) => call.Kind is CallKind.ClientStream or CallKind.Duplex or CallKind.ByteStream;

    private static bool CalledSends(CallDescriptor call) => AnswersWithItems(call) || call.Kind == CallKind.ByteStream;

    /// <summary>Whether the end of the called side's items is the end of the call.</summary>
    private static bool AnswersWithItems(CallDescriptor call) => call.Kind is CallKind.ServerStream or CallKind.Duplex;

    private bool MayWrite(CallState call) => !call.IsEnded && Phase == ConnectionPhase.Ready;

    private OutboundFlow CreateOutboundItems(ulong id, CallDescriptor call) =>
        call.Kind == CallKind.ByteStream
            ? new(FrameKind.Item, id, UnlimitedPieces, Remote!.StreamWindowBytes) { Lane = CreateItemLane() }
            : new(FrameKind.Item, id, Remote!.StreamWindowMessages, Remote.StreamWindowBytes) { MaximumMessageBytes = call.MaxSize, Lane = CreateItemLane() };

    private InboundFlow CreateInboundItems(ulong id, CallDescriptor call) =>
        new(id, isChannel: false, CreateWindow(call.Kind == CallKind.ByteStream ? UnlimitedPieces : _setup.Limits.StreamWindowMessages, _setup.Limits.StreamWindowBytes));

    private void Remove(CallState call)
    {
        call.IsEnded = true;
        if (call.Inbound is { } inbound)
        {
            inbound.IsEnded = true;
            ReturnGrowth(inbound.Window);
            if (!call.IsOutgoing)
                Release(inbound); // an answered call reads no more
        }

        if (call.Outbound is { } outbound)
            Complete(outbound);
        _calls.Remove(call.Id);
        if (call.IsOutgoing)
            _outgoingCalls--;
        else
            _incomingCalls--;
    }

    private bool HandleCallFrame(FrameKind kind, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (!TryReadNumber(ref body, out ulong id))
            return Malformed(kind);
        if (kind == FrameKind.Call)
            return HandleCall(id, body, out change);
        if (kind == FrameKind.Deadline)
            return HandleDeadline(id, body);

        if (!TryFindCall(kind, id, out CallState? call))
            return false;
        if (kind == FrameKind.Result || (kind == FrameKind.Item && call is null))
        {
            if (!TryBeginOnConnection(body.Length))
                return false;
            CompleteConsumed((ulong)body.Length);
        }

        if (call is null)
            return false;
        return kind switch
        {
            FrameKind.Result => HandleResult(call, body, out change),
            FrameKind.Failure => HandleFailure(call, body, out change),
            FrameKind.Cancel => HandleCancel(call, out change),
            FrameKind.Item => HandleItem(call, body, out change),
            FrameKind.End => HandleEnd(call, out change),
            FrameKind.Progress => HandleProgress(call, body, out change),
            FrameKind.Reset => HandleReset(call, body, out change),
            FrameKind.StopSending => HandleStopSending(call, body, out change),
            _ => HandleItemCredit(call, body, out change),
        };
    }

    /// <summary>Finds the call that a frame is about.</summary>
    /// <param name="kind">The frame's kind.</param>
    /// <param name="id">The call's identifier.</param>
    /// <param name="call">The call, or null where it has ended meanwhile: what crossed its end is dropped.</param>
    /// <returns>False when there never was one, and the connection is over, or when a lane has to wait for it.</returns>
    private bool TryFindCall(FrameKind kind, ulong id, out CallState? call)
    {
        if (_calls.TryGetValue(id, out call))
            return true;
        if (WaitsForCall(id))
            return false;
        bool isLocal = (id & 1) == (_nextLocalCall & 1);
        return id < (isLocal ? _nextLocalCall : _nextRemoteCall) || Malformed(kind);
    }

    private bool HandleDeadline(ulong id, ReadOnlySequence<byte> body)
    {
        if (id != _nextRemoteCall || _announcedDeadline is not null || !TryReadNumber(ref body, out ulong milliseconds))
            return Malformed(FrameKind.Deadline);
        _announcedDeadline = milliseconds;
        return false;
    }

    private bool HandleCall(ulong id, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (!TryBeginCall(id, ref body, out CallState? call) || !TryBeginOnConnection(body.Length))
            return false;
        CompleteConsumed((ulong)body.Length);
        return call is not null && FinishCall(call, body, out change);
    }

    /// <summary>Takes the head of a call of the peer: from here on it counts.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="body">What follows that; starts at the arguments afterwards.</param>
    /// <param name="call">The call, or null where it is refused or too late and the rest of it means nothing.</param>
    /// <returns>False when the connection is over.</returns>
    private bool TryBeginCall(ulong id, ref ReadOnlySequence<byte> body, out CallState? call)
    {
        call = null;
        if (id != _nextRemoteCall || !TryReadNumber(ref body, out ulong number))
            return Malformed(FrameKind.Call);
        ulong? deadline = _announcedDeadline;
        _announcedDeadline = null;
        _nextRemoteCall += 2;
        if (Phase == ConnectionPhase.Closing)
            return true;
        if (number > int.MaxValue || !_callDescriptors.TryGetValue((int)number, out CallDescriptor? descriptor))
        {
            WriteFailure(_output, id, new CallFailure(RemoteErrorCode.UnknownCall, 0, $"the contract has no call {number}"));
            _unsentReplies++;
            return true;
        }

        if (_incomingCalls >= _setup.Limits.MaximumConcurrentCalls)
        {
            Fail(CloseCode.FlowControlViolation, $"the peer has more than {_setup.Limits.MaximumConcurrentCalls} calls under way");
            return false;
        }

        _incomingCalls++;
        call = new CallState(id, descriptor, isOutgoing: false,
            CalledSends(descriptor) ? CreateOutboundItems(id, descriptor) : null,
            CallerSends(descriptor) ? CreateInboundItems(id, descriptor) : null)
        {
            Deadline = deadline is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)) : null,
        };
        return true;
    }

    private bool FinishCall(CallState call, in ReadOnlySequence<byte> arguments, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.CallReceived, arguments, Call: call);
        if (Phase == ConnectionPhase.Closing)
            return false;
        _calls.Add(call.Id, call);
        return true;
    }

    private bool HandleResult(CallState call, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.ResultReceived, body, Call: call);
        if (!call.IsOutgoing || AnswersWithItems(call.Descriptor))
            return Malformed(FrameKind.Result);
        Remove(call);
        return true;
    }

    private bool HandleFailure(CallState call, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        Span<byte> errorId = stackalloc byte[sizeof(ulong)];
        if (!call.IsOutgoing || !TryReadNumber(ref body, out ulong code) || body.Length < errorId.Length)
            return Malformed(FrameKind.Failure);
        body.Slice(0, errorId.Length).CopyTo(errorId);
        body = body.Slice(errorId.Length);
        ulong fault = 0;
        if (code == (ulong)RemoteErrorCode.Fault && !TryReadNumber(ref body, out fault))
            return Malformed(FrameKind.Failure);
        RemoteErrorCode known = code is >= (ulong)RemoteErrorCode.Failed and <= (ulong)RemoteErrorCode.NotAuthorized ? (RemoteErrorCode)code : RemoteErrorCode.Failed;
        CallFailure failure = new(known, BinaryPrimitives.ReadUInt64BigEndian(errorId), known == RemoteErrorCode.Fault ? "" : ReadText(body)) { FaultId = fault };
        Remove(call);
        change = new ConnectionEvent(ConnectionEventKind.FailureReceived, known == RemoteErrorCode.Fault ? body : default, Call: call, Failure: failure);
        return true;
    }

    private bool HandleCancel(CallState call, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.CancelReceived, Call: call);
        if (call.IsOutgoing)
            return Malformed(FrameKind.Cancel);
        bool first = !call.IsCancelled;
        call.IsCancelled = true;
        return first;
    }

    private bool HandleItem(CallState call, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        return BeginItem(call, body.Length) && FinishItem(call, body, out change);
    }

    /// <summary>Counts an item whose first byte has come.</summary>
    /// <returns>False when it may not come; the connection is then over.</returns>
    private bool BeginItem(CallState call, long length)
    {
        if (call.Inbound is not { IsAssembling: false } inbound || call.InboundEnded || !MayCarry(call.Descriptor, length))
            return Malformed(FrameKind.Item);
        if (!IsOnItsLane(inbound))
        {
            Fail(CloseCode.ProtocolViolation, $"items of call {call.Id} came on two streams");
            return false;
        }

        if (inbound.OnReceived(length))
            return TryBeginOnConnection(length);
        Fail(CloseCode.FlowControlViolation, $"the peer sent beyond its credit in call {call.Id}");
        return false;
    }

    private bool FinishItem(CallState call, in ReadOnlySequence<byte> item, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.ItemReceived, Call: call);
        if (call.IsCancelled || call.IsEnded || call.InboundStopped)
        {
            CompleteConsumed((ulong)item.Length); // nobody reads any more, and the stream gets no credit for it
            return false;
        }

        _inboundCredit.OnCompleted(1, (ulong)item.Length);
        ReturnConnectionCredit();
        if (call.Descriptor.Kind == CallKind.ByteStream)
            change = change with { Payload = item };
        else
            call.Inbound!.Backlog.Enqueue(item);
        return true;
    }

    private bool HandleEnd(CallState call, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.ItemsEnded, Call: call);
        if (call.Inbound is not { IsAssembling: false } || call.InboundEnded)
            return Malformed(FrameKind.End);
        EndInbound(call);
        return true;
    }

    private bool HandleProgress(CallState call, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = new ConnectionEvent(ConnectionEventKind.ProgressReceived, body, Call: call);
        return call.IsOutgoing ? !call.IsCancelled : Malformed(FrameKind.Progress);
    }

    private bool HandleItemCredit(CallState call, ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        if (call.Outbound is not { } outbound || !TryReadNumber(ref body, out ulong messageLimit) || !TryReadNumber(ref body, out ulong byteLimit))
            return Malformed(FrameKind.ItemCredit);
        change = new ConnectionEvent(ConnectionEventKind.Unblocked, Outbound: outbound, Call: call);
        return outbound.OnCredit(messageLimit, byteLimit);
    }
}
