using System.Threading.Tasks.Sources;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Observability;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Calls;

/// <summary>A call of this side that waits for its one result, and the task of its caller. Used again for the next one once the caller has seen its end.</summary>
internal class PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(
    PeerConnection connection, CallDescriptor descriptor, Pool<PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>>? pool)
    : OutgoingCallHolder, IValueTaskSource<TResult>, IValueTaskSource
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private PeerDeadline _deadline;
    private ITimer? _timer;
    private CallProgress? _progress;
    private TArguments _arguments = default!;
    private CallState? _call;
    private CallObservation? _observation;
    private TraceContext? _trace;
    private bool _isDone;
    private bool _isAbandoned;

    protected PeerConnection Connection => connection;

    /// <summary>Starts the call.</summary>
    /// <returns>The version of the task to hand to the caller.</returns>
    public short Begin(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken)
    {
        short version;
        Exception? refusal = null;
        _observation = connection.Telemetry.StartCall(descriptor);
        _trace = connection.Telemetry.TraceOf(_observation?.Span);
        lock (connection.Gate)
        {
            _isDone = _isAbandoned = false;
            _call = null;
            version = _core.Version;
            _arguments = arguments;
            _progress = settings.Progress;
            _deadline = connection.DeadlineOf(descriptor, settings.Deadline);
            if (connection.Failure is { } failure)
            {
                refusal = failure;
            }
            else if (_deadline.HasPassed)
            {
                refusal = PeerConnection.Expired(descriptor);
            }
            else
            {
                _cancellation = cancellationToken.UnsafeRegister(
                    static (state, token) => ((PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>)state!).Cancel(token), this);
                if (!_isDone)
                    Open();
                if (!_deadline.IsNone && !_isDone && refusal is null)
                    ArmTimer();
            }

            _isDone |= refusal is not null;
        }

        if (refusal is not null)
            Complete(refusal);
        connection.WriteNow();
        return version;

        void Open()
        {
            try
            {
                connection.Open(this, descriptor);
            }
            catch (Exception failure)
            {
                refusal = failure;
            }
        }
    }

    public override CallState Open()
    {
        _call = connection.Machine.OpenCall<TArguments, TArgumentsCodec>(descriptor, _arguments, _deadline.Remaining, _trace);
        _arguments = default!;
        return _call;
    }

    public override void OnResult(ref PeerReader reader)
    {
        TResult result;
        try
        {
            PeerConnection.RefuseTooLarge(reader.Remaining, descriptor.MaxSize);
            result = TResultCodec.Read(ref reader);
        }
        catch (Exception failure)
        {
            OnFailure(PeerConnection.Undecodable("result", failure));
            return;
        }

        bool isWanted;
        lock (connection.Gate)
        {
            isWanted = !_isDone;
            _isDone = true;
        }

        if (isWanted)
        {
            _observation?.End(null);
            _core.SetResult(result);
        }

        OnFinished();
    }

    public override void OnProgress(ref PeerReader reader)
    {
        try
        {
            PeerConnection.RefuseTooLarge(reader.Remaining, descriptor.MaxSize);
            if (_progress?.Report(ref reader) is { } thrown)
                ConnectionLog.ProgressFailed(connection.Options.Logger, descriptor.Name, thrown);
        }
        catch (Exception failure)
        {
            Abandon(PeerConnection.Undecodable("report", failure));
        }
    }

    public override void OnFailure(Exception failure)
    {
        bool isWanted;
        lock (connection.Gate)
        {
            isWanted = !_isDone;
            _isDone = true;
        }

        if (isWanted)
            Complete(failure);
        OnFinished();
    }

    TResult IValueTaskSource<TResult>.GetResult(short token)
    {
        _core.ThrowUnlessCompleted(token);
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            Recycle();
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        _core.ThrowUnlessCompleted(token);
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            Recycle();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags.StayHere());

    /// <summary>The call is over, whatever way.</summary>
    protected virtual void OnFinished()
    {
    }

    /// <summary>Ends the call for a reason of this side: the peer is told to cancel.</summary>
    protected void Abandon(Exception failure)
    {
        lock (connection.Gate)
        {
            if (_isDone)
                return;
            Leave();
        }

        Complete(failure);
        connection.WriteNow();
        OnFinished();
    }

    /// <summary>Ends the call at its deadline. A late word of the timer of an earlier call, whose object serves this one, is told by the time.</summary>
    private void OnTimer()
    {
        lock (connection.Gate)
        {
            if (_isDone || _deadline.IsNone || !_timer!.HasExpired(_deadline))
                return;
            Leave();
        }

        Complete(PeerConnection.Expired(descriptor));
        connection.WriteNow();
        OnFinished();
    }

    private void ArmTimer()
    {
        _timer ??= connection.Options.TimeProvider.CreateTimer(
            static state => ((PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Expire(_deadline);
    }

    private void Leave()
    {
        _isDone = _isAbandoned = true;
        if (_call is not null)
            connection.Cancel(_call);
        else
            connection.Forget(this);
    }

    private void Cancel(CancellationToken cancellationToken) => Abandon(new OperationCanceledException(cancellationToken));

    /// <summary>Gives the caller its failure. To be called once, by the one who noted the end under the lock, and not under it.</summary>
    private void Complete(Exception failure)
    {
        _observation?.End(failure);
        _core.SetException(failure);
    }

    private void Recycle()
    {
        _cancellation.Dispose();
        _call = null;
        _progress = null;
        _timer?.Rest();
        _core.Reset();
        // The peer may still answer an abandoned one.
        if (_isAbandoned || pool is null || !pool.TryReturn(this))
            _timer?.Dispose();
    }
}
