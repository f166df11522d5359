using System.Threading.Tasks.Sources;

namespace PeerProto.Transports.Memory;

/// <summary>
/// The waiting of one end of a <see cref="MemoryPipe"/>, used again for every wait. All members but the results are called under the pipe's lock.
/// </summary>
internal sealed class MemoryWait : IValueTaskSource<int>, IValueTaskSource, IThreadPoolWorkItem
{
    private readonly TaskScheduler _scheduler;
    private readonly Action<MemoryWait> _cancelled;
    private ManualResetValueTaskSourceCore<int> _core;
    private CancellationTokenRegistration _registration;
    private int _count;
    private Exception? _failure;
    private volatile bool _isTaken;

    public MemoryWait(TaskScheduler scheduler, Action<MemoryWait> cancelled)
    {
        _scheduler = scheduler;
        _cancelled = cancelled;
    }

    /// <summary>Whether somebody waits for an outcome that is not decided yet.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether this object is in use: from the begin of the wait until its outcome was picked up.</summary>
    public bool IsTaken => _isTaken;

    public CancellationToken Token { get; private set; }

    public ValueTask<int> Begin(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new ValueTask<int>(this, _core.Version);
    }

    public ValueTask BeginWithoutResult(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Decides the outcome; whoever waits runs on the scheduler, never inside this call.</summary>
    public void Complete(int count, Exception? failure)
    {
        IsWaiting = false;
        _count = count;
        _failure = failure;
        // Not Dispose: that would wait for a callback which itself waits for the pipe's lock. A late callback finds the token of another wait.
        _registration.Unregister();
        _registration = default;
        if (_scheduler == TaskScheduler.Default)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            _ = Task.Factory.StartNew(static wait => ((MemoryWait)wait!).Run(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
    }

    void IThreadPoolWorkItem.Execute() => Run();

    int IValueTaskSource<int>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _isTaken = false;
        }
    }

    void IValueTaskSource.GetResult(short token) => ((IValueTaskSource<int>)this).GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Start(CancellationToken cancellationToken)
    {
        _core.Reset();
        _isTaken = true;
        IsWaiting = true;
        Token = cancellationToken;
        if (!cancellationToken.CanBeCanceled)
            return;
        // A token cancelled just now calls back right here; the pipe's lock is re-entrant, and the outcome is scheduled as any other.
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static wait => ((MemoryWait)wait!)._cancelled((MemoryWait)wait), this);
        if (IsWaiting)
            _registration = registration;
    }

    private void Run()
    {
        if (_failure is { } failure)
        {
            _failure = null;
            _core.SetException(failure);
        }
        else
        {
            _core.SetResult(_count);
        }
    }
}
