using System.Threading.Tasks.Sources;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

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
    private TArguments _arguments = default!;
    private CallState? _call;
    private bool _isDone;
    private bool _isAbandoned;

    protected PeerConnection Connection => connection;

    /// <summary>Starts the call.</summary>
    /// <returns>The version of the task to hand to the caller.</returns>
    public short Begin(in TArguments arguments, CancellationToken cancellationToken)
    {
        short version;
        lock (connection.Gate)
        {
            _isDone = _isAbandoned = false;
            _call = null;
            version = _core.Version;
            _arguments = arguments;
            if (connection.Failure is { } failure)
            {
                Finish(failure);
            }
            else
            {
                _cancellation = cancellationToken.UnsafeRegister(
                    static (state, token) => ((PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>)state!).Cancel(token), this);
                if (!_isDone)
                    Open();
            }
        }

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
                Finish(failure);
            }
        }
    }

    public override CallState Open()
    {
        _call = connection.Machine.OpenCall<TArguments, TArgumentsCodec>(descriptor, _arguments);
        _arguments = default!;
        return _call;
    }

    public override void OnResult(ref PeerReader reader)
    {
        TResult result;
        try
        {
            result = TResultCodec.Read(ref reader);
        }
        catch (PeerDecodeException malformed)
        {
            OnFailure(malformed);
            return;
        }

        lock (connection.Gate)
        {
            if (!_isDone)
            {
                _isDone = true;
                _core.SetResult(result);
            }
        }

        OnFinished();
    }

    public override void OnFailure(Exception failure)
    {
        lock (connection.Gate)
            Finish(failure);
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
        _core.OnCompleted(continuation, state, token, flags);

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
            _isAbandoned = true;
            if (_call is not null)
                connection.Cancel(_call);
            else
                connection.Forget(this);
            Finish(failure);
        }

        connection.WriteNow();
        OnFinished();
    }

    private void Cancel(CancellationToken cancellationToken) => Abandon(new OperationCanceledException(cancellationToken));

    private void Finish(Exception failure)
    {
        if (_isDone)
            return;
        _isDone = true;
        _core.SetException(failure);
    }

    private void Recycle()
    {
        _cancellation.Dispose();
        _call = null;
        _core.Reset();
        // The peer may still answer an abandoned one.
        if (!_isAbandoned)
            pool?.TryReturn(this);
    }
}
