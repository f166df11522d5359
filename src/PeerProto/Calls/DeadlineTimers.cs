namespace PeerProto.Calls;

/// <summary>Timers that fire at a call's deadline. A timer may fire a little early by the clock that deadlines are measured with, so it is set again then.</summary>
internal static class DeadlineTimers
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Sets the timer to a deadline.</summary>
    public static void Expire(this ITimer timer, PeerDeadline deadline)
    {
        TimeSpan remaining = deadline.Remaining ?? Timeout.InfiniteTimeSpan;
        timer.Change(remaining > TimeSpan.Zero && remaining < Shortest ? Shortest : remaining, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the deadline has passed, now that the timer has fired. If not, the timer is set again.</summary>
    public static bool HasExpired(this ITimer timer, PeerDeadline deadline)
    {
        if (deadline.HasPassed)
            return true;
        timer.Expire(deadline);
        return false;
    }

    /// <summary>Lets the timer rest until it is set again.</summary>
    public static void Rest(this ITimer timer) => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
