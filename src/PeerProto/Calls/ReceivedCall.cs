using System.Diagnostics;
using System.Runtime.CompilerServices;
using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Observability;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Calls;

/// <summary>
/// A call of the peer while the app answers it. What the app throws stays here, in the log; the peer gets a code and an id to look it up. Used again for a later call
/// once it has written a unary call's result; only the reading loop begins calls and tells of their cancellation, so a late word of it never meets a later call.
/// </summary>
internal sealed partial class ReceivedCall(PeerConnection connection) : IncomingCall, ICallHolder
{
    private CallState? _call;
    private CancellationTokenSource? _cancellation;
    private IItemWaiter? _items;
    private CallReports? _reports;
    private CallObservation? _observation;
    private PeerDeadline _deadline;
    private ITimer? _timer;
    private bool _isCancelled;
    private bool _isExpired;

    public override PeerContext Context => new(connection.Peer!) { Deadline = _deadline };

    public override CancellationToken CancellationToken
    {
        get
        {
            if (Volatile.Read(ref _cancellation) is { } existing)
                return existing.Token;
            CancellationTokenSource created = new();
            if (Interlocked.CompareExchange(ref _cancellation, created, null) is { } other)
                return other.Token;
            // Whoever comes second, this or the cancellation, sees what the first has written.
            if (Volatile.Read(ref _isCancelled))
                created.Cancel();
            return created.Token;
        }
    }

    /// <summary>The span that the app's method runs under, where there is one.</summary>
    public Activity? Span => _observation?.Span;

    private CallState Call => _call!;

    /// <summary>Starts to answer a call.</summary>
    public void Begin(CallState call, TraceContext? trace)
    {
        _call = call;
        _observation = connection.Telemetry.StartAnswer(call.Descriptor, trace);
        _cancellation = null;
        _items = null;
        _reports = null;
        _pipe = call.Descriptor.Kind == CallKind.ByteStream ? new BytePipe(connection, call) : null;
        _isCancelled = false;
        call.Tag = this;
        if (call.Deadline is { } remaining)
            StartTimer(remaining);
    }

    public override ValueTask RespondAsync<TResult, TCodec>(ValueTask<TResult> result)
    {
        if (!result.IsCompletedSuccessfully || _pipe is not null)
            return AwaitAsync<TResult, TCodec>(result);
        WriteResult<TResult, TCodec>(result.Result);
        return ValueTask.CompletedTask;
    }

    public override ValueTask RespondAsync(ValueTask completion)
    {
        if (!completion.IsCompletedSuccessfully || _pipe is not null)
            return AwaitAsync(completion);
        completion.GetAwaiter().GetResult();
        WriteResult<Unit, UnitCodec>(default);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask RespondAsync<TItem, TCodec>(IAsyncEnumerable<TItem> items)
    {
        try
        {
            if (await SendAsync<TItem, TCodec>(items) is { } tooLarge)
                Refuse(tooLarge);
            else
                WriteEnd();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    public override ValueTask FailAsync(Exception failure)
    {
        Fail(failure);
        return ValueTask.CompletedTask;
    }

    public override IAsyncEnumerable<TItem> ReadItems<TItem, TCodec>() => ReadItemsAsync<TItem, TCodec>(default);

    public override IProgress<T> GetProgress<T, TCodec>()
    {
        CallReports<T, TCodec> reports = new(connection, Call);
        _reports = reports;
        return reports;
    }

    /// <summary>Answers with what the app's method threw. Whatever that is, it is no fault of the bytes that came, an item that does not decode excepted.</summary>
    public void Fail(Exception failure)
    {
        _pipe?.Fail(failure);
        if (failure is OperationCanceledException && _isCancelled)
        {
            CallFailure answer = _isExpired
                ? new CallFailure(RemoteErrorCode.DeadlineExceeded, 0, "the call's deadline has passed")
                : new CallFailure(RemoteErrorCode.Cancelled, 0, "the call was cancelled");
            _observation?.End(_isExpired ? PeerConnection.Expired(Call.Descriptor) : failure, answer.Code);
            Answer(answer);
            return;
        }

        if (failure is PeerDecodeException malformed && malformed == Volatile.Read(ref _items)?.Malformed)
        {
            Refuse(malformed);
            return;
        }

        foreach (CallFault fault in Call.Descriptor.Faults)
        {
            if (fault.Matches(failure))
            {
                _observation?.End(failure, RemoteErrorCode.Fault);
                AnswerWithFault(fault, failure);
                return;
            }
        }

        FailOpaquely(failure);
    }

    /// <summary>Answers that the arguments, or an item, are not what the contract says.</summary>
    public void Refuse(PeerDecodeException malformed)
    {
        _observation?.End(malformed, RemoteErrorCode.Malformed);
        Answer(new CallFailure(RemoteErrorCode.Malformed, 0, malformed.Message));
    }

    /// <summary>Answers that the call cannot wait for its turn.</summary>
    public void RefuseToWait()
    {
        PeerOverflowException full = new(
            $"the arguments of calls that wait for their turn come to {connection.Options.Limits.MaximumWindowBytes} bytes here already; call {Call.Descriptor.Name} again when some have ended");
        _observation?.End(full, RemoteErrorCode.Failed);
        Answer(new CallFailure(RemoteErrorCode.Failed, 0, full.Message));
    }

    /// <summary>Answers that the peer may not make the call.</summary>
    /// <param name="permission">What it lacks.</param>
    public void RefuseUnauthorized(string permission)
    {
        UnauthorizedAccessException refused = new($"the peer does not let this app call it: it needs the permission '{permission}'");
        _pipe?.Fail(refused);
        _observation?.End(refused, RemoteErrorCode.NotAuthorized);
        Answer(new CallFailure(RemoteErrorCode.NotAuthorized, 0, refused.Message));
    }

    private void FailOpaquely(Exception failure)
    {
        _observation?.End(failure, RemoteErrorCode.Failed);
        CallFailure answer = new(RemoteErrorCode.Failed, connection.Options.Random.NextUInt64(), "the peer's method failed");
        if (connection.Failure is null)
            ConnectionLog.CallFailed(connection.Options.Logger, Call.Descriptor.Name, connection.Peer!.ToString(), answer.ErrorId, failure);
        Answer(answer);
    }

    private void AnswerWithFault(CallFault fault, Exception failure)
    {
        _timer?.Dispose();
        ulong errorId = connection.Options.Random.NextUInt64();
        if (connection.Failure is null)
            ConnectionLog.CallFaulted(connection.Options.Logger, Call.Descriptor.Name, connection.Peer!.ToString(), errorId, failure.Message);
        lock (connection.Gate)
        {
            if (connection.HasRoomToEnd(Call))
                Write();
            else
                connection.AddWaiter(new WaitingAnswer(connection, Call, Write));
        }

        void Write()
        {
            try
            {
                _reports?.Flush();
                connection.Machine.WriteFault(Call, errorId, fault, failure);
            }
            catch (Exception unsendable)
            {
                FailOpaquely(unsendable);
            }
        }
    }

    public void OnResult(ref PeerReader reader)
    {
    }

    public void OnProgress(ref PeerReader reader)
    {
    }

    public void OnTrace(TraceContext trace) => _observation?.Link(trace);

    public void OnCancelled() => Cancel(new OperationCanceledException("The caller cancelled the call."));

    public void OnFailure(Exception failure)
    {
        _timer?.Dispose();
        Cancel(failure);
    }

    private void Refuse(PeerEncodeException tooLarge)
    {
        _observation?.End(tooLarge, RemoteErrorCode.ResultTooLarge);
        Answer(new CallFailure(RemoteErrorCode.ResultTooLarge, 0, tooLarge.Message));
    }

    private void Answer(CallFailure failure)
    {
        _timer?.Dispose();
        lock (connection.Gate)
        {
            if (connection.HasRoomToEnd(Call))
                Write();
            else
                connection.AddWaiter(new WaitingAnswer(connection, Call, Write));
        }

        void Write()
        {
            _reports?.Flush();
            connection.Machine.WriteFailure(Call, failure);
        }
    }

    /// <returns>Null when all items are sent; why one cannot be sent otherwise.</returns>
    private async ValueTask<PeerEncodeException?> SendAsync<TItem, TCodec>(IAsyncEnumerable<TItem> items)
        where TCodec : struct, IPeerCodec<TItem>
    {
        FlowSender<TItem, TCodec> sender = new(connection, Call.Outbound!);
        CancellationToken cancellation = CancellationToken;
        TraceContext? trace = connection.Telemetry.TraceOf(Span);
        await foreach (TItem item in items.WithCancellation(cancellation))
        {
            try
            {
                await sender.SendAsync(item, cancellation, trace);
                trace = null; // those behind the first are of the same work
            }
            catch (PeerEncodeException tooLarge)
            {
                return tooLarge;
            }
        }

        return null;
    }

    private void Cancel(Exception reason)
    {
        Interlocked.Exchange(ref _isCancelled, true);
        try
        {
            Volatile.Read(ref _cancellation)?.Cancel();
        }
        catch (AggregateException failure)
        {
            ConnectionLog.CallFailed(connection.Options.Logger, Call.Descriptor.Name, connection.Peer!.ToString(), 0, failure);
        }

        Volatile.Read(ref _items)?.Fail(reason);
        _pipe?.Fail(reason);
        if (!connection.LeaveLine(this, Call.Descriptor))
            return;
        Fail(new OperationCanceledException());
        connection.WriteNow();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync<TResult, TCodec>(ValueTask<TResult> result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        try
        {
            TResult answer = await result;
            await FinishPipeAsync();
            WriteResult<TResult, TCodec>(answer);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    private async ValueTask AwaitAsync(ValueTask completion)
    {
        try
        {
            await completion;
            await FinishPipeAsync();
            WriteResult<Unit, UnitCodec>(default);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        connection.WriteNow();
    }

    private void WriteResult<TResult, TCodec>(TResult result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        CallObservation? observation = _observation; // once it is kept, this object may be at another call
        lock (connection.Gate)
        {
            if (!connection.HasRoomToEnd(Call))
                WaitToWriteResult<TResult, TCodec>(result);
            else if (TryWriteResult<TResult, TCodec>(result) && _timer is null)
                connection.Keep(this, Call);
        }

        observation?.End(null);
    }

    private void WaitToWriteResult<TResult, TCodec>(TResult result)
        where TCodec : struct, IPeerCodec<TResult> =>
        connection.AddWaiter(new WaitingAnswer(connection, Call, () => TryWriteResult<TResult, TCodec>(result)));

    /// <returns>False when the result does not fit; the peer is told.</returns>
    private bool TryWriteResult<TResult, TCodec>(TResult result)
        where TCodec : struct, IPeerCodec<TResult>
    {
        _timer?.Dispose();
        try
        {
            _reports?.Flush();
            connection.Machine.WriteResult<TResult, TCodec>(Call, result);
        }
        catch (PeerEncodeException tooLarge)
        {
            Refuse(tooLarge);
            return false;
        }
        catch (Exception failure)
        {
            Fail(failure);
            return false;
        }

        _items?.Fail(Answered());
        _pipe?.Fail(Answered());
        return true;
    }

    private static InvalidOperationException Answered() => new("The call has been answered, so nothing more of it comes or goes. Read and write before the answer.");

    private void WriteEnd()
    {
        _observation?.End(null);
        _timer?.Dispose();
        lock (connection.Gate)
        {
            if (connection.HasRoomToEnd(Call))
                Write();
            else
                connection.AddWaiter(new WaitingAnswer(connection, Call, Write));
        }

        void Write()
        {
            connection.Machine.WriteEnd(Call);
            _items?.Fail(Answered());
        }
    }

    /// <summary>Keeps the call's deadline. A call that has one is not used again: its timer may fire late.</summary>
    private void StartTimer(TimeSpan remaining)
    {
        _deadline = PeerDeadline.After(remaining, connection.Options.TimeProvider);
        _timer = connection.Options.TimeProvider.CreateTimer(
            static state => ((ReceivedCall)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Expire(_deadline);
    }

    private void OnTimer()
    {
        lock (connection.Gate)
        {
            if (Call.IsEnded || !_timer!.HasExpired(_deadline))
                return;
        }

        _isExpired = true;
        Cancel(new OperationCanceledException("The call's deadline has passed."));
    }

    private async IAsyncEnumerable<TItem> ReadItemsAsync<TItem, TCodec>([EnumeratorCancellation] CancellationToken cancellationToken)
        where TCodec : struct, IPeerCodec<TItem>
    {
        CallState call = Call;
        ItemReader<TItem, TCodec> reader = new(connection);
        reader.Attach(call);
        if (Interlocked.CompareExchange(ref _items, reader, null) is not null)
            throw new InvalidOperationException("The items of a call can be read once.");
        if (_isCancelled)
            reader.Fail(new OperationCanceledException("The caller cancelled the call."));
        else if (call.IsEnded)
            reader.Fail(Answered());
        try
        {
            while (await reader.WaitToReadAsync(cancellationToken))
            {
                while (reader.TryRead(out TItem item))
                    yield return item;
            }
        }
        finally
        {
            StopReading(call);
        }
    }

    /// <summary>The app's method reads no more items: the caller need not send them. Says nothing where they have ended.</summary>
    private void StopReading(CallState call)
    {
        lock (connection.Gate)
            connection.Machine.StopItems(call, code: 0);
        connection.WriteNow();
    }
}
