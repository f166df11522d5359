using System.Threading.Tasks.Sources;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Channels;

/// <summary>A message that waits for credit or room, and the task of its sender. Used again for the next one once the sender has seen its end.</summary>
internal sealed class PendingSend<T> : IValueTaskSource
{
    private readonly Pool<PendingSend<T>> _pool;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private Lock? _gate;
    private FlowSender? _sender;
    private bool _isDone;

    public PendingSend(Pool<PendingSend<T>> pool)
    {
        _pool = pool;
        Place = new LinkedListNode<PendingSend<T>>(this);
    }

    /// <summary>Its place in the sender's line.</summary>
    public LinkedListNode<PendingSend<T>> Place { get; }

    public T Message { get; private set; } = default!;

    public EncodedMessage? Encoded { get; private set; }

    /// <summary>What caused the message, where the peer is to know it.</summary>
    public TraceContext? Trace { get; private set; }

    /// <summary>Starts to wait in the line. To be called under the connection's lock, which cancellation takes as well.</summary>
    public ValueTask Begin(T message, EncodedMessage? encoded, TraceContext? trace, Lock gate, FlowSender sender, CancellationToken cancellationToken)
    {
        Message = message;
        Encoded = encoded;
        Trace = trace;
        _gate = gate;
        _sender = sender;
        _isDone = false;
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
        _core.ThrowUnlessCompleted(token);
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            _cancellation.Dispose();
            Message = default!;
            Encoded = null;
            Trace = null;
            _core.Reset();
            _pool.TryReturn(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags.StayHere());

    private void Cancel(CancellationToken cancellationToken)
    {
        lock (_gate!)
        {
            if (_isDone)
                return;
            int ahead = 0;
            for (LinkedListNode<PendingSend<T>>? other = Place.Previous; other is not null; other = other.Previous)
                ahead++;
            Place.List!.Remove(Place);
            _sender!.OnWithdrawn(ahead);
            Complete(new OperationCanceledException(cancellationToken));
        }
    }
}
