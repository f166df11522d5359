namespace PeerProto.Tests.Support;

/// <summary>The thread pool, until it is suspended: then nothing runs before it is resumed, as in a process that the system has stopped.</summary>
internal sealed class SuspendableScheduler : TaskScheduler
{
    private readonly Lock _gate = new();
    private readonly Queue<Task> _waiting = new();
    private TaskCompletionSource _rests = new();
    private bool _isSuspended;
    private int _running;

    /// <summary>How much waits to be resumed.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Lets nothing begin any more.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public Task SuspendAsync()
    {
        lock (_gate)
        {
            _isSuspended = true;
            _rests = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running == 0)
                _rests.SetResult();
            return _rests.Task;
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            _isSuspended = false;
            while (_waiting.TryDequeue(out Task? task))
                Start(task);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_isSuspended)
                _waiting.Enqueue(task);
            else
                Start(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _waiting];
    }

    private void Start(Task task) => ThreadPool.UnsafeQueueUserWorkItem(Run, task, preferLocal: false);

    /// <summary>What the pool takes up only after the suspension waits as well.</summary>
    private void Run(Task task)
    {
        lock (_gate)
        {
            if (_isSuspended)
            {
                _waiting.Enqueue(task);
                return;
            }

            _running++;
        }

        TryExecuteTask(task);
        lock (_gate)
        {
            if (--_running == 0 && _isSuspended)
                _rests.TrySetResult();
        }
    }
}
