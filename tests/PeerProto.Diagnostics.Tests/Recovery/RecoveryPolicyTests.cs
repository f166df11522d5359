namespace PeerProto.Diagnostics.Tests.Recovery;

public sealed class RecoveryPolicyTests
{
    private static readonly JoinOperation Nothing = new() { Join = static _ => Task.CompletedTask };

    public static TheoryData<RecoveryPolicy> Impossible =>
    [
        new RecoveryPolicy { Attempts = 0 },
        new RecoveryPolicy { Attempts = RecoveryPolicy.MaximumAttempts + 1 },
        new RecoveryPolicy { AttemptsAfterPowerCycle = 0 },
        new RecoveryPolicy { StepTimeout = TimeSpan.Zero },
        new RecoveryPolicy { MinimumPause = TimeSpan.FromTicks(-1) },
        new RecoveryPolicy { LongestPause = TimeSpan.FromTicks(-1) },
        new RecoveryPolicy { PowerCycleInterval = TimeSpan.FromTicks(-1) },
        new RecoveryPolicy { StepTimeout = TimeSpan.FromDays(50) }, // longer than timers run
        new RecoveryPolicy { Grace = TimeSpan.MaxValue },
        new RecoveryPolicy { PauseAfterPowerCycle = TimeSpan.FromDays(50) },
        new RecoveryPolicy { LongestPause = TimeSpan.FromDays(50) },
        new RecoveryPolicy { MinimumPause = TimeSpan.FromSeconds(31) }, // above the bound of every pause
    ];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(99, 30)]
    public void Bound_DoublesUpToTheLongestPause(int retry, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), new RecoveryPolicy().PauseBound(retry));

    [Fact]
    public void Bound_IsNeverBelowTheShortestPause() =>
        Assert.Equal(TimeSpan.FromSeconds(5), new RecoveryPolicy { MinimumPause = TimeSpan.FromSeconds(5) }.PauseBound(0));

    [Fact]
    public void BoundOfHugePauses_DoesNotOverflow() =>
        Assert.Equal(TimeSpan.MaxValue, new RecoveryPolicy { FirstPause = TimeSpan.FromDays(1), LongestPause = TimeSpan.MaxValue }.PauseBound(99));

    [Theory]
    [MemberData(nameof(Impossible))]
    public void ValueOutsideItsRange_IsRefused(RecoveryPolicy policy) => Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveringJoin(Nothing, policy));
}
