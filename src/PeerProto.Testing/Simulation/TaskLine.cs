namespace PeerProto.Testing;

/// <summary>The tasks of all peers that could run now. Which is next is up to the seed, as it is up to chance on a thread pool.</summary>
internal sealed class TaskLine(SeededRandom random)
{
    private readonly List<(SimulatedScheduler Scheduler, Task Task)> _ready = [];
    private int _thread = Environment.CurrentManagedThreadId;
    private string? _escape;

    public bool IsEmpty => _ready.Count == 0;

    /// <summary>Where something came from that is not the simulation's thread, or null.</summary>
    public string? Escape => Volatile.Read(ref _escape);

    /// <summary>Makes the caller's thread the simulation's.</summary>
    public void TakeThread() => _thread = Environment.CurrentManagedThreadId;

    /// <summary>Notes when something reaches the simulation from a thread that is not its own.</summary>
    public bool CheckThread()
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return true;
        Interlocked.CompareExchange(ref _escape, Environment.StackTrace, null);
        return false;
    }

    public void Add(SimulatedScheduler scheduler, Task task)
    {
        lock (_ready) // another thread must not break the list before it is found out
            _ready.Add((scheduler, task));
    }

    /// <summary>Runs one of the tasks.</summary>
    public void RunOne()
    {
        (SimulatedScheduler Scheduler, Task Task) next;
        lock (_ready)
        {
            int chosen = _ready.Count == 1 ? 0 : random.Next(_ready.Count);
            next = _ready[chosen];
            _ready[chosen] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }

        next.Scheduler.Execute(next.Task);
    }
}
