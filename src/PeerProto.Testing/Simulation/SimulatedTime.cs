namespace PeerProto.Testing;

/// <summary>The clock of one peer: virtual time, with timers that call back on the peer's scheduler.</summary>
internal sealed class SimulatedTime(EventQueue clock, TaskScheduler scheduler) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => clock.Now;

    public override DateTimeOffset GetUtcNow() => clock.UtcNow;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        SimulatedTimer timer = new(clock, scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
