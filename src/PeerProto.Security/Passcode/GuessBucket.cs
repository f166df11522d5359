namespace PeerProto.Security.Passcode;

/// <summary>The wrong guesses of one address, or of all, and how long the next has to wait.</summary>
/// <param name="free">So many come without delay.</param>
/// <param name="longestDelay">What the doubling delay ends at. For each such time without a wrong guess, one is forgotten.</param>
internal sealed class GuessBucket(int free, TimeSpan longestDelay)
{
    /// <summary>The delay behind the first wrong guess that is no longer free. It doubles with each further one.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private int _wrong;
    private TimeSpan _forgotten; // since when none was forgotten

    /// <summary>The guesses under way. They may all be wrong.</summary>
    public int Running { get; set; }

    /// <summary>When the last wrong one came, since the clock's beginning.</summary>
    public TimeSpan LastWrong { get; private set; }

    /// <summary>Whether it has nothing to remember.</summary>
    public bool IsEmpty => _wrong == 0 && Running == 0;

    /// <summary>How long the next guess has to wait: zero if not at all, null if until one that is under way has ended.</summary>
    public TimeSpan? WaitAt(TimeSpan now)
    {
        Forget(now);
        if (_wrong + Running < free)
            return TimeSpan.Zero;
        TimeSpan wait = _wrong < free ? TimeSpan.Zero : LastWrong + Delay - now;
        return wait > TimeSpan.Zero ? wait : Running > 0 ? null : TimeSpan.Zero;
    }

    /// <summary>A guess has turned out wrong.</summary>
    public void Count(TimeSpan now)
    {
        Forget(now);
        _wrong++;
        LastWrong = _forgotten = now;
    }

    private TimeSpan Delay
    {
        get
        {
            int doublings = _wrong - free;
            return doublings >= 32 || FirstDelay * Math.Pow(2, doublings) >= longestDelay ? longestDelay : FirstDelay * Math.Pow(2, doublings);
        }
    }

    private void Forget(TimeSpan now)
    {
        if (_wrong == 0)
            return;
        long times = (now - _forgotten).Ticks / longestDelay.Ticks;
        if (times <= 0)
            return;
        _wrong = (int)Math.Max(0, _wrong - times);
        _forgotten += times * longestDelay;
    }
}
