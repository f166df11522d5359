namespace PeerProto.Discovery.Sockets;

/// <summary>
/// Tells that the machine has slept. Where time stands still in sleep, as on Linux and macOS, the clock on the wall has run ahead of it; where time runs on, as on Windows, much of it has passed
/// at once. A clock that somebody sets forward looks the same as sleep; beginning anew does no harm then.
/// </summary>
internal sealed class SleepWatch
{
    /// <summary>The longest time between two looks for sleep to be told from a busy machine.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How far the clock on the wall may run ahead between two looks.</summary>
    public static readonly TimeSpan LongestClockStep = TimeSpan.FromSeconds(5);

    /// <summary>The time between two looks that a busy machine may take.</summary>
    public static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _timeProvider;
    private long _last;
    private DateTimeOffset _lastClock;

    public SleepWatch(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _last = timeProvider.GetTimestamp();
        _lastClock = timeProvider.GetUtcNow();
    }

    /// <summary>Whether the machine has slept since the last look.</summary>
    public bool HasSlept()
    {
        long now = _timeProvider.GetTimestamp();
        DateTimeOffset clock = _timeProvider.GetUtcNow();
        TimeSpan passed = _timeProvider.GetElapsedTime(_last, now);
        TimeSpan clockStep = clock - _lastClock - passed;
        (_last, _lastClock) = (now, clock);
        return passed > LongestStall || clockStep > LongestClockStep;
    }
}
