namespace PeerProto.Testing;

/// <summary>Where the tasks of one peer wait for the simulation's thread. Nothing ever runs inside the call that queues it.</summary>
internal sealed class SimulatedScheduler(TaskLine line) : TaskScheduler
{
    private readonly List<Task> _held = [];
    private bool _isHeld;
    private bool _isDead;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Keeps tasks until <see cref="Release"/>, as a suspended process does.</summary>
    public void Hold() => _isHeld = true;

    public void Release()
    {
        _isHeld = false;
        foreach (Task task in _held)
            line.Add(this, task);
        _held.Clear();
    }

    /// <summary>Drops all tasks, those of later as well.</summary>
    public void Kill()
    {
        _isDead = true;
        _held.Clear();
    }

    /// <summary>Runs a task whose turn has come.</summary>
    public void Execute(Task task)
    {
        if (_isDead)
            return;
        if (_isHeld)
            _held.Add(task);
        else
            TryExecuteTask(task);
    }

    protected override void QueueTask(Task task)
    {
        line.CheckThread();
        if (_isDead)
            return;
        if (_isHeld)
            _held.Add(task);
        else
            line.Add(this, task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _held];
}
