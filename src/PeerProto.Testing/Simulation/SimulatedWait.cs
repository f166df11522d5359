using System.Threading.Tasks.Sources;

namespace PeerProto.Testing;

/// <summary>Somebody who waits to read or to write, told of the outcome by a task of his peer's scheduler. Used again for every wait of one stream's end.</summary>
internal sealed class SimulatedWait(TaskScheduler scheduler) : IValueTaskSource<int>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<int> _core;
    private CancellationTokenRegistration _cancellation;
    private int _count;
    private Exception? _failure;

    /// <summary>Whether the outcome is open.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether somebody waits, or has not picked up the outcome.</summary>
    public bool IsTaken { get; private set; }

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

    /// <summary>Decides the outcome, if it is open.</summary>
    public void Complete(int count, Exception? failure)
    {
        if (!IsWaiting)
            return;
        IsWaiting = false;
        _count = count;
        _failure = failure;
        _cancellation.Dispose();
        _ = Task.Factory.StartNew(
            static wait => ((SimulatedWait)wait!).Tell(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        IsTaken = false;
        return _core.GetResult(token);
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
        IsTaken = true;
        IsWaiting = true;
        _cancellation = cancellationToken.UnsafeRegister(
            static (wait, token) => ((SimulatedWait)wait!).Complete(0, new OperationCanceledException(token)), this);
    }

    private void Tell()
    {
        if (_failure is { } failure)
            _core.SetException(failure);
        else
            _core.SetResult(_count);
    }
}
