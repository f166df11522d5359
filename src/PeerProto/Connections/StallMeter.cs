namespace PeerProto.Connections;

/// <summary>Counts how long something waits, by who holds it up. To be used under the connection's lock.</summary>
internal sealed class StallMeter
{
    /// <summary>How many causes there are.</summary>
    public const int Causes = (int)StallCause.PeerHandler + 1;

    private readonly TimeSpan[] _total = new TimeSpan[Causes];
    private TimeSpan _since;
    private TimeSpan _causeSince;
    private StallCause _cause;
    private bool _wasTold;

    public bool IsStalled { get; private set; }

    /// <summary>Who holds it up, or null.</summary>
    public StallCause? Cause => IsStalled ? _cause : null;

    /// <summary>Starts a wait, or notes that another holds it up now.</summary>
    public void Begin(StallCause cause, TimeSpan now)
    {
        if (!IsStalled)
        {
            IsStalled = true;
            _wasTold = false;
            _since = now;
        }
        else if (cause == _cause)
        {
            return;
        }
        else
        {
            _total[(int)_cause] += now - _causeSince;
        }

        _cause = cause;
        _causeSince = now;
    }

    /// <summary>Ends a wait.</summary>
    /// <returns>How long it lasted, if somebody was told of it.</returns>
    public TimeSpan? End(TimeSpan now)
    {
        if (!IsStalled)
            return null;
        IsStalled = false;
        _total[(int)_cause] += now - _causeSince;
        return _wasTold ? now - _since : null;
    }

    /// <summary>How long the wait has lasted, or null.</summary>
    public TimeSpan? Duration(TimeSpan now) => IsStalled ? now - _since : null;

    /// <summary>Whether the wait has lasted so long, and nobody was told yet; somebody is now.</summary>
    public bool IsToBeTold(TimeSpan now, TimeSpan after)
    {
        if (!IsStalled || _wasTold || now - _since < after)
            return false;
        return _wasTold = true;
    }

    /// <summary>Adds the times of all causes, those of the wait under way included.</summary>
    public void AddTo(Span<TimeSpan> times, TimeSpan now)
    {
        for (int i = 0; i < times.Length; i++)
            times[i] += _total[i];
        if (IsStalled)
            times[(int)_cause] += now - _causeSince;
    }
}
