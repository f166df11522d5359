using System.Diagnostics;

namespace PeerProto.Interop.Tests.Dhcp;

/// <summary>The recovery policy joins a real port with 802.1X.</summary>
public sealed class RecoveringJoinTests : IAsyncLifetime
{
    private static readonly RecoveryPolicy Policy = new()
    {
        Attempts = 50,
        StepTimeout = TimeSpan.FromSeconds(20),
        FirstPause = TimeSpan.FromMilliseconds(100),
        LongestPause = TimeSpan.FromMilliseconds(500),
        MinimumPause = TimeSpan.FromMilliseconds(50),
        PauseAfterPowerCycle = TimeSpan.FromMilliseconds(100),
    };

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(5));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        foreach (string program in new[] { "hostapd", "wpa_supplicant", "tc" })
            Peers.RequireTool(program);
    }

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task AuthenticatorThatComesBack_IsJoinedByOneAttemptAtATime()
    {
        await using WiredPort port = await WiredPort.CreateAsync(Guard);
        await port.StartAuthenticatorAsync(Guard);
        await port.StopAuthenticatorAsync(Guard);
        AwaitedSteps steps = new();
        await using RecoveringJoin join = new(
            new JoinOperation { Join = token => port.JoinAsync(WiredPort.Password, token), IsFinal = static error => error is UnauthorizedAccessException },
            Policy with { StepTimeout = TimeSpan.FromSeconds(4) }, // wpa_supplicant asks a silent port every two seconds
            steps);

        Task<RecoveryOutcome>[] callers = [.. Enumerable.Range(0, 5).Select(_ => join.JoinAsync(Guard))];
        RecoveryStep failed = await steps.FirstAsync(Guard);
        await port.StartAuthenticatorAsync(Guard);
        long back = Stopwatch.GetTimestamp();
        RecoveryOutcome[] outcomes = await Task.WhenAll(callers);
        Figures.Record("a wired 802.1X port is joined again after hostapd is back", Stopwatch.GetElapsedTime(back));

        Assert.IsType<TimeoutException>(failed.Error);
        RecoveryOutcome outcome = Assert.Single(outcomes.Distinct());
        Assert.Equal((RecoveryResult.Joined, false), (outcome.Result, outcome.HasPowerCycled));
        Assert.InRange(outcome.Attempts, 2, Policy.Attempts);
        Assert.InRange(port.Supplicants, 2, outcome.Attempts);
        Assert.Equal((1, 1), (port.MostSupplicants, port.SupplicantsNow));
    }

    [Fact]
    public async Task InterfaceThatHangs_IsCuredByThePowerCycleAtTheEnd()
    {
        await using WiredPort port = await WiredPort.CreateAsync(Guard);
        await port.StartAuthenticatorAsync(Guard);
        await port.HangAsync();
        await using RecoveringJoin join = new(
            new JoinOperation { Join = token => port.JoinAsync(WiredPort.Password, token), PowerCycle = port.PowerCycleAsync },
            Policy with { Attempts = 1, StepTimeout = TimeSpan.FromSeconds(10), AttemptsAfterPowerCycle = 20 });

        RecoveryOutcome outcome = await join.JoinAsync(Guard);

        Assert.True(outcome.IsJoined, outcome.ToString());
        Assert.Equal(
            [RecoveryStepKind.Join, RecoveryStepKind.PowerCycle, RecoveryStepKind.Join],
            outcome.Steps.Take(3).Select(static step => step.Kind));
        Assert.IsType<TimeoutException>(outcome.Steps[0].Error);
        Assert.Single(outcome.Steps, static step => step.Kind == RecoveryStepKind.PowerCycle);
        Assert.Equal((1, 1), (port.MostSupplicants, port.SupplicantsNow));
    }

    [Fact]
    public async Task WrongPassword_IsTriedOnce()
    {
        await using WiredPort port = await WiredPort.CreateAsync(Guard);
        await port.StartAuthenticatorAsync(Guard);
        await using RecoveringJoin join = new(
            new JoinOperation { Join = token => port.JoinAsync("wrong", token), PowerCycle = port.PowerCycleAsync, IsFinal = static error => error is UnauthorizedAccessException }, Policy);

        RecoveryOutcome outcome = await join.JoinAsync(Guard);

        Assert.Equal((RecoveryResult.Refused, 1, false, 1), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled, port.Supplicants));
        Assert.Contains("CTRL-EVENT-EAP-FAILURE", outcome.Cause, StringComparison.Ordinal);
    }

    private sealed class AwaitedSteps : IProgress<RecoveryStep>
    {
        private readonly TaskCompletionSource<RecoveryStep> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<RecoveryStep> FirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

        public void Report(RecoveryStep value) => _first.TrySetResult(value);
    }
}
