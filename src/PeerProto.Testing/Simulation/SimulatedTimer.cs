namespace PeerProto.Testing;

/// <summary>A timer on virtual time. As with the system's, a callback that is under way when the timer is changed or disposed still comes.</summary>
internal sealed class SimulatedTimer(EventQueue clock, TaskScheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    private DueEvent? _due;
    private TimeSpan _period;
    private bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNegative(dueTime, nameof(dueTime));
        ThrowIfNegative(period, nameof(period));
        if (_isDisposed)
            return false;
        _due?.Cancel();
        _period = period;
        _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.After(dueTime, OnDue);
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _due?.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static void ThrowIfNegative(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, time, "The time is negative.");
    }

    private void OnDue()
    {
        bool repeats = _period > TimeSpan.Zero;
        _due = repeats ? clock.After(_period, OnDue) : null;
        _ = Task.Factory.StartNew(
            static timer => ((SimulatedTimer)timer!).Call(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
    }

    private void Call() => callback(state);
}
