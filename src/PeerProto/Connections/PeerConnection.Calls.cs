using System.Buffers;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private const int KeptReceivedCalls = 16;

    private readonly LinkedList<OutgoingCallHolder> _waitingCalls = new();

    private readonly Pool<ReceivedCall> _receivedCalls = new(KeptReceivedCalls);

    /// <summary>The bounds for what is decoded.</summary>
    public PeerCodecLimits CodecLimits => _options.CodecLimits;

    public ConnectionOptions Options => _options;

    /// <summary>Whether the peer takes another call, and the output its arguments.</summary>
    private bool MayOpenCall => _machine.CanOpenCall && HasOutputRoom;

    /// <summary>The contract's description of a call.</summary>
    public CallDescriptor GetCall(int id)
    {
        foreach (CallDescriptor call in _options.Contract.Calls)
        {
            if (call.Id == id)
                return call;
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "The contract has no such call.");
    }

    /// <summary>When a call that starts now has to end: at the deadline of its contract, or that of its caller where it comes first.</summary>
    public PeerDeadline DeadlineOf(CallDescriptor call, PeerDeadline wanted) =>
        call.Deadline is { } limit ? PeerDeadline.Earlier(wanted, PeerDeadline.After(limit, _options.TimeProvider)) : wanted;

    /// <summary>What the caller of a call gets that did not end in time.</summary>
    public static PeerDeadlineException Expired(CallDescriptor call) =>
        new($"Call {call.Name} did not end before its deadline. Give it more time, or look for what holds it up at the peer.");

    /// <summary>
    /// What the caller gets for something of the peer's that cannot be made out: also where it is the app's own type, its constructor or codec, that does not take the value. That is no fault of the
    /// connection.
    /// </summary>
    /// <param name="what">What came.</param>
    /// <param name="failure">What reading it threw.</param>
    public static PeerDecodeException Undecodable(string what, Exception failure) =>
        failure as PeerDecodeException ?? new PeerDecodeException($"The {what} came whole, and its type or codec does not take it: {failure.Message}", failure);

    /// <summary>Opens a call now, or in its turn when the peer takes more calls. To be called under <see cref="Gate"/>; afterwards <see cref="WriteNow"/>.</summary>
    /// <exception cref="PeerNotSupportedException">The peer does not have the call.</exception>
    public void Open(OutgoingCallHolder holder, CallDescriptor call)
    {
        if (!Agreement.Supports(call.Id))
            throw NotSupported("call", call.Id, call.Name);
        if (_waitingCalls.Count == 0 && MayOpenCall)
            holder.Open().Tag = holder;
        else
            _waitingCalls.AddLast(holder);
    }

    /// <summary>Takes the app's interest from a call. To be called under <see cref="Gate"/>; afterwards <see cref="WriteNow"/>.</summary>
    public void Cancel(CallState call)
    {
        call.Tag = null;
        _machine.CancelCall(call);
    }

    /// <summary>Takes a call that was not opened yet out of the line. To be called under <see cref="Gate"/>.</summary>
    public void Forget(OutgoingCallHolder holder) => _waitingCalls.Remove(holder);

    /// <summary>Keeps the holder of an answered call for the next one, if nothing else of the call can still be under way. To be called under <see cref="Gate"/>.</summary>
    public void Keep(ReceivedCall answered, CallState call)
    {
        if (call.Descriptor.Kind != CallKind.Unary)
            return;
        call.Tag = null;
        _receivedCalls.TryReturn(answered);
    }

    private void ActOnCall(in ConnectionEvent change)
    {
        CallState call = change.Call!;
        switch (change.Kind)
        {
            case ConnectionEventKind.CallReceived:
                Answer(call, change.Payload, change.Trace);
                break;
            case ConnectionEventKind.ResultReceived when TakeHolder(call) is { } holder:
                PeerReader reader = new(change.Payload, CodecLimits);
                holder.OnResult(ref reader);
                break;
            case ConnectionEventKind.FailureReceived when TakeHolder(call) is { } holder:
                holder.OnFailure(ToException(call, change.Failure!, change.Payload));
                break;
            case ConnectionEventKind.ProgressReceived:
                PeerReader report = new(change.Payload, CodecLimits);
                (call.Tag as ICallHolder)?.OnProgress(ref report);
                break;
            case ConnectionEventKind.ItemReceived when call.Descriptor.Kind == CallKind.ByteStream:
                (call.Tag as ICallHolder)?.OnBytes(change.Payload);
                break;
            case ConnectionEventKind.ItemReceived:
                if (change.Trace is { } trace)
                    (call.Tag as ICallHolder)?.OnTrace(trace);
                (call.Tag as ICallHolder)?.OnItems(); // the call may have ended already: its failure comes behind
                break;
            case ConnectionEventKind.ItemsEnded:
                (call.Tag as ICallHolder)?.OnItems();
                if (call.IsEnded)
                    TakeHolder(call);
                break;
            case ConnectionEventKind.ItemsReset:
                HolderOf(call)?.OnReset((long)change.Code);
                break;
            case ConnectionEventKind.StopRequested:
                HolderOf(call)?.OnStopRequested((long)change.Code);
                break;
            case ConnectionEventKind.CancelReceived:
                (call.Tag as ICallHolder)?.OnCancelled();
                break;
        }
    }

    /// <summary>Remembers a byte stream that got bytes, until the reading loop has handled what came with them. To be called by that loop.</summary>
    public void PublishLater(BytePipeReader reader)
    {
        if (!_unpublished.Contains(reader))
            _unpublished.Add(reader);
    }

    private void PublishBytes()
    {
        foreach (BytePipeReader reader in _unpublished)
            reader.Publish();
        _unpublished.Clear();
    }

    private ICallHolder? HolderOf(CallState call) => call.IsEnded ? TakeHolder(call) : call.Tag as ICallHolder;

    /// <summary>Takes the holder of a call that has ended, and opens one that waited for its place.</summary>
    private ICallHolder? TakeHolder(CallState call)
    {
        lock (_gate)
        {
            ICallHolder? holder = call.Tag as ICallHolder;
            call.Tag = null;
            ResumeCalls();
            return holder;
        }
    }

    private void ResumeCalls()
    {
        while (MayOpenCall && _waitingCalls.First is { Value: OutgoingCallHolder holder } first)
        {
            _waitingCalls.Remove(first);
            try
            {
                holder.Open().Tag = holder;
            }
            catch (Exception failure)
            {
                holder.OnFailure(failure);
            }
        }
    }

    private void Answer(CallState call, in ReadOnlySequence<byte> arguments, TraceContext? trace)
    {
        if (_isRefused)
            return;
        ReceivedCall received = _receivedCalls.TryRent() ?? new ReceivedCall(this);
        received.Begin(call, trace);
        if (!MayUse(Peer!, call.Descriptor.Permission))
        {
            LetRun(RefuseUnauthorized(received, call.Descriptor));
            return;
        }

        if (call.Descriptor.Concurrency is { } concurrency)
        {
            AnswerInTurn(received, call, concurrency, arguments);
            return;
        }

        LetRun(Dispatch(received, call.Descriptor, arguments));
    }

    private static void LetRun(ValueTask answer)
    {
        if (!answer.IsCompletedSuccessfully)
            _ = answer.AsTask();
    }

    /// <summary>Lets the app's method answer a call.</summary>
    /// <returns>Completes when it has, and never fails: errors are its answer.</returns>
    private ValueTask Dispatch(ReceivedCall received, CallDescriptor call, in ReadOnlySequence<byte> arguments)
    {
        try
        {
            PeerReader reader = new(arguments, CodecLimits);
            RefuseTooLarge(reader.Remaining, call.MaxSize);
            return received.Span is null
                ? _options.Owner.DispatchCallAsync(call.Id, ref reader, received)
                : DispatchObserved(received.Span, call.Id, ref reader, received);
        }
        catch (PeerDecodeException malformed)
        {
            received.Refuse(malformed);
        }
        catch (Exception failure)
        {
            received.Fail(failure);
        }

        return ValueTask.CompletedTask;
    }

    private void FailCalls(PeerConnectionException failure)
    {
        List<ICallHolder> holders = [];
        lock (_gate)
        {
            foreach (CallState call in _machine.Calls)
            {
                if (call.Tag is ICallHolder holder)
                    holders.Add(holder);
                call.Tag = null;
            }

            holders.AddRange(_waitingCalls);
            _waitingCalls.Clear();
        }

        foreach (ICallHolder holder in holders)
            holder.OnFailure(failure);
    }

    /// <summary>What the caller gets for the peer's failure: the declared error where there is one.</summary>
    private Exception ToException(CallState call, CallFailure failure, in ReadOnlySequence<byte> value)
    {
        foreach (CallFault fault in call.Descriptor.Faults)
        {
            if (failure.Code != RemoteErrorCode.Fault || (ulong)fault.Id != failure.FaultId)
                continue;
            try
            {
                PeerReader reader = new(value, CodecLimits);
                return fault.Read(ref reader);
            }
            catch (Exception undecodable)
            {
                return Undecodable("error", undecodable);
            }
        }

        if (failure.Code == RemoteErrorCode.DeadlineExceeded)
            return Expired(call.Descriptor);
        return new PeerRemoteException(failure.Code, failure.ErrorId, Describe(call, failure));
    }

    private static string Describe(CallState call, CallFailure failure) =>
        failure.Code == RemoteErrorCode.Fault
            ? $"Call {call.Descriptor.Name}: the peer's contract declares error {failure.FaultId} for it, and this app's does not. The peer's log has the details under error id {failure.ErrorId:x16}. Update this app."
        : failure.ErrorId == 0
            ? $"Call {call.Descriptor.Name}: {failure.Text}."
            : $"Call {call.Descriptor.Name}: {failure.Text}. The peer's log has the details under error id {failure.ErrorId:x16}.";
}
