namespace PeerProto;

/// <summary>
/// The time by which a call has to end; the default value is none. A contract's call that has a parameter of this type lets its caller choose one for each call; it is not sent as an
/// argument, and the called side finds it in <see cref="PeerContext.Deadline"/>. What travels is the remaining time, so the clocks of two devices need not agree.
/// </summary>
public readonly record struct PeerDeadline
{
    /// <summary>The longest time that a deadline may lie ahead: 2^31 − 1 milliseconds, about 24 days.</summary>
    public static readonly TimeSpan MaximumDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly TimeProvider? _time;
    private readonly long _timestamp;

    private PeerDeadline(TimeProvider time, long timestamp)
    {
        _time = time;
        _timestamp = timestamp;
    }

    /// <summary>No deadline.</summary>
    public static PeerDeadline None => default;

    /// <summary>Whether there is no deadline.</summary>
    public bool IsNone => _time is null;

    /// <summary>The time that is left, not below zero, or null where there is no deadline.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            if (_time is null)
                return null;
            TimeSpan left = _time.GetElapsedTime(_time.GetTimestamp(), _timestamp);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Whether the time is up. False where there is no deadline.</summary>
    public bool HasPassed => Remaining == TimeSpan.Zero;

    /// <summary>Sets a deadline.</summary>
    /// <param name="delay">The time from now, zero to <see cref="MaximumDelay"/>.</param>
    /// <param name="timeProvider">The clock; the system's where null. Sessions on another clock than the system's need that one here.</param>
    public static PeerDeadline After(TimeSpan delay, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, MaximumDelay);
        TimeProvider time = timeProvider ?? TimeProvider.System;
        return new PeerDeadline(time, time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency));
    }

    /// <summary>The one of two that passes first.</summary>
    /// <param name="first">A deadline, or none.</param>
    /// <param name="second">Another, or none.</param>
    public static PeerDeadline Earlier(PeerDeadline first, PeerDeadline second) =>
        first.Remaining is not { } left || second.Remaining < left ? second : first;
}
