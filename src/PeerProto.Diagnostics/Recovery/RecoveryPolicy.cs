namespace PeerProto;

/// <summary>
/// How a <see cref="RecoveringJoin"/> goes about a join that fails: a few attempts with growing pauses, then the radio off and on once, then a few attempts more.
/// Pauses have full jitter: each is drawn between <see cref="MinimumPause"/> and a bound that doubles from <see cref="FirstPause"/> to <see cref="LongestPause"/>.
/// </summary>
public sealed record RecoveryPolicy
{
    /// <summary>The most attempts that <see cref="Attempts"/> and <see cref="AttemptsAfterPowerCycle"/> take each.</summary>
    public const int MaximumAttempts = 100;

    /// <summary>The default of <see cref="Attempts"/>.</summary>
    public const int DefaultAttempts = 4;

    /// <summary>The default of <see cref="AttemptsAfterPowerCycle"/>.</summary>
    public const int DefaultAttemptsAfterPowerCycle = 2;

    /// <summary>The default of <see cref="MinimumPause"/>: 250 ms.</summary>
    public static readonly TimeSpan DefaultMinimumPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The default of <see cref="FirstPause"/>: 1 s.</summary>
    public static readonly TimeSpan DefaultFirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The default of <see cref="LongestPause"/>: 30 s.</summary>
    public static readonly TimeSpan DefaultLongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="StepTimeout"/>: 45 s, since macOS' own tool waits 30 s for a join.</summary>
    public static readonly TimeSpan DefaultStepTimeout = TimeSpan.FromSeconds(45);

    /// <summary>The default of <see cref="Grace"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    /// <summary>The default of <see cref="PauseAfterPowerCycle"/>: 3 s.</summary>
    public static readonly TimeSpan DefaultPauseAfterPowerCycle = TimeSpan.FromSeconds(3);

    /// <summary>The default of <see cref="PowerCycleInterval"/>: 10 minutes.</summary>
    public static readonly TimeSpan DefaultPowerCycleInterval = TimeSpan.FromMinutes(10);

    /// <summary>The longest <see cref="StepTimeout"/>, <see cref="Grace"/> and pause: 24 days.</summary>
    public static readonly TimeSpan MaximumTime = TimeSpan.FromDays(24);

    /// <summary>How often to try before the power cycle; 1 to <see cref="MaximumAttempts"/>. Default: <see cref="DefaultAttempts"/>.</summary>
    public int Attempts { get; init; } = DefaultAttempts;

    /// <summary>How often to try after it; 1 to <see cref="MaximumAttempts"/>. Default: <see cref="DefaultAttemptsAfterPowerCycle"/>.</summary>
    public int AttemptsAfterPowerCycle { get; init; } = DefaultAttemptsAfterPowerCycle;

    /// <summary>The shortest pause. Default: <see cref="DefaultMinimumPause"/>.</summary>
    public TimeSpan MinimumPause { get; init; } = DefaultMinimumPause;

    /// <summary>The bound of the first pause; it doubles with each. Default: <see cref="DefaultFirstPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = DefaultFirstPause;

    /// <summary>The bound of every pause; not less than <see cref="MinimumPause"/>. Default: <see cref="DefaultLongestPause"/>.</summary>
    public TimeSpan LongestPause { get; init; } = DefaultLongestPause;

    /// <summary>How long a step may take before it is cancelled. Default: <see cref="DefaultStepTimeout"/>.</summary>
    public TimeSpan StepTimeout { get; init; } = DefaultStepTimeout;

    /// <summary>How long a cancelled step may take to end. A step that does not end stops everything: nothing is begun beside it. Default: <see cref="DefaultGrace"/>.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>How long the radio is left alone after it was switched on. Default: <see cref="DefaultPauseAfterPowerCycle"/>.</summary>
    public TimeSpan PauseAfterPowerCycle { get; init; } = DefaultPauseAfterPowerCycle;

    /// <summary>The least time between two power cycles, however often a join is asked for. Default: <see cref="DefaultPowerCycleInterval"/>.</summary>
    public TimeSpan PowerCycleInterval { get; init; } = DefaultPowerCycleInterval;

    /// <summary>The bound of the pause before a retry.</summary>
    /// <param name="retry">0 for the first.</param>
    internal TimeSpan PauseBound(int retry)
    {
        TimeSpan bound = FirstPause;
        for (int i = 0; i < retry && bound < LongestPause; i++)
            bound = bound < LongestPause / 2 ? bound * 2 : LongestPause;
        bound = bound < LongestPause ? bound : LongestPause;
        return bound > MinimumPause ? bound : MinimumPause;
    }

    /// <summary>Throws where a value is out of its range.</summary>
    internal RecoveryPolicy Checked()
    {
        ThrowIfOutside(Attempts, nameof(Attempts));
        ThrowIfOutside(AttemptsAfterPowerCycle, nameof(AttemptsAfterPowerCycle));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StepTimeout, TimeSpan.Zero, nameof(StepTimeout));
        foreach ((TimeSpan time, string name) in new[] { (MinimumPause, nameof(MinimumPause)), (FirstPause, nameof(FirstPause)), (LongestPause, nameof(LongestPause)), (Grace, nameof(Grace)), (PauseAfterPowerCycle, nameof(PauseAfterPowerCycle)), (PowerCycleInterval, nameof(PowerCycleInterval)) })
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        foreach ((TimeSpan time, string name) in new[] { (StepTimeout, nameof(StepTimeout)), (LongestPause, nameof(LongestPause)), (Grace, nameof(Grace)), (PauseAfterPowerCycle, nameof(PauseAfterPowerCycle)) })
            ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaximumTime, name);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestPause, MinimumPause, nameof(LongestPause));
        return this;
    }

    private static void ThrowIfOutside(int attempts, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempts, MaximumAttempts, name);
    }
}
