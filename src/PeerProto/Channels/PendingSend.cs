using System.Threading.Tasks.Sources;

namespace PeerProto.Channels;

/// <summary>A message that waits for credit or room, and the task of its sender. Used again for the next one once the sender has seen its end.</summary>
internal sealed class PendingSend<T>(Pool<PendingSend<T>> pool) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private Lock? _gate;
    private bool _isDone;

    public T Message { get; private set; } = default!;

    public EncodedMessage? Encoded { get; private set; }

    /// <summary>Whether the sender has given up waiting.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Starts to wait. To be called under the connection's lock, which cancellation takes as well.</summary>
    public ValueTask Begin(T message, EncodedMessage? encoded, Lock gate, CancellationToken cancellationToken)
    {
        Message = message;
        Encoded = encoded;
        _gate = gate;
        _isDone = IsCancelled = false;
        _core.Reset();
        ValueTask task = new(this, _core.Version);
        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((PendingSend<T>)state!).Cancel(token), this);
        return task;
    }

    /// <summary>Ends the wait. To be called under the connection's lock.</summary>
    public void Complete(Exception? failure)
    {
        if (_isDone)
            return;
        _isDone = true;
        Encoded?.Release();
        if (failure is null)
            _core.SetResult(true);
        else
            _core.SetException(failure);
    }

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            _cancellation.Dispose();
            // A cancelled one still stands in its sender's line and is left there.
            bool mayBeUsedAgain = !IsCancelled;
            Message = default!;
            Encoded = null;
            if (mayBeUsedAgain)
                pool.TryReturn(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken cancellationToken)
    {
        lock (_gate!)
        {
            if (_isDone)
                return;
            IsCancelled = true;
            Complete(new OperationCanceledException(cancellationToken));
        }
    }
}
