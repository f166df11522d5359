namespace PeerProto.Testing;

/// <summary>Virtual time, and what is due at which time of it. What is due at one time comes in the order in which it was asked for.</summary>
internal sealed class EventQueue
{
    private static readonly DateTimeOffset Origin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<DueEvent, (long At, long Order)> _due = new();
    private long _order;

    /// <summary>The time in ticks of 100 ns. It begins above zero, because a timestamp of zero means none in many a place.</summary>
    public long Now { get; private set; } = TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => new(Now - TimeSpan.TicksPerSecond);

    public DateTimeOffset UtcNow => Origin + Elapsed;

    /// <summary>Asks for something to be done after a time.</summary>
    public DueEvent After(TimeSpan delay, Action action) => At(Now + Math.Max(0, delay.Ticks), action);

    /// <summary>Asks for something to be done at a time.</summary>
    public DueEvent At(long time, Action action)
    {
        DueEvent due = new(action);
        _due.Enqueue(due, (Math.Max(time, Now), _order++));
        return due;
    }

    /// <summary>When the next event is due, or null when none is.</summary>
    public long? NextTime()
    {
        while (_due.TryPeek(out DueEvent? next, out (long At, long Order) place))
        {
            if (!next.IsCancelled)
                return place.At;
            _due.Dequeue();
        }

        return null;
    }

    /// <summary>Lets time pass up to a moment.</summary>
    public void AdvanceTo(long time) => Now = Math.Max(Now, time);

    /// <summary>Does what is due now, in its order.</summary>
    public void RunDue()
    {
        while (NextTime() is { } next && next <= Now)
            _due.Dequeue().Run();
    }
}
