namespace PeerProto.Diagnostics.Tests.Recovery;

public sealed class RecoveringJoinTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly WatchedTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JoinThatSucceeds_TakesOneAttempt()
    {
        ScriptedJoin script = new(static (_, _) => Task.CompletedTask);
        await using RecoveringJoin join = new(script.Operation);

        RecoveryOutcome outcome = await join.JoinAsync(Token).WaitAsync(Guard, Token);

        Assert.Equal((RecoveryResult.Joined, 1, false, ""), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled, outcome.Remedy));
        Assert.Null(outcome.LastError);
        Assert.Equal(["settle", "join"], script.Done);
    }

    [Fact]
    public async Task ErrorOfThePost_IsRetriedWithGrowingPausesAndThePowerCycleComesLast()
    {
        // "Restarting the device temporarily resolves the issue": only what comes after the radio was off and on succeeds.
        string error = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Posts", "04-apple80211.txt"), Token))[0];
        ScriptedJoin script = new((number, _) => number > 4 ? Task.CompletedTask : throw new InvalidOperationException(error));
        List<RecoveryStep> told = [];
        await using RecoveringJoin join = new(script.Operation, null, new SynchronousProgress(told), _time);

        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        IReadOnlyList<TimeSpan> pauses = await _time.PassAsync(joining, RecoveryPolicy.DefaultStepTimeout).WaitAsync(Guard, Token);
        RecoveryOutcome outcome = await joining;

        Assert.Equal(["settle", "join", "settle", "join", "settle", "join", "settle", "join", "power", "settle", "join"], script.Done);
        Assert.Equal((RecoveryResult.Joined, 5, true), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled));
        Assert.Contains("Code=-528342014 \"tmpErr\"", outcome.LastError!.Message, StringComparison.Ordinal);
        Assert.Equal(4, pauses.Count);
        for (int i = 0; i < 3; i++)
            Assert.InRange(pauses[i], RecoveryPolicy.DefaultMinimumPause, TimeSpan.FromSeconds(1 << i));
        Assert.Equal(RecoveryPolicy.DefaultPauseAfterPowerCycle, pauses[3]);
        Assert.Equal(outcome.Steps, told);
        Assert.Equal(1, script.MostAtOnce);
    }

    [Fact]
    public async Task NothingThatHelps_GivesUpAfterWhatThePolicyAllows()
    {
        ScriptedJoin script = new(static (_, _) => throw new InvalidOperationException("no"));
        await using RecoveringJoin join = new(script.Operation, new RecoveryPolicy { Attempts = 2, AttemptsAfterPowerCycle = 1 }, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);

        Assert.Equal((RecoveryResult.GaveUp, 3, true), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled));
        Assert.Equal([1, 2, 3], outcome.Steps.Where(step => step.Kind == RecoveryStepKind.Join).Select(step => step.Attempt));
        Assert.Contains("GaveUp after 3 attempts", outcome.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Remedy);
    }

    [Fact]
    public async Task PowerCycle_IsNotRepeatedWithinItsInterval()
    {
        ScriptedJoin script = new(static (_, _) => throw new InvalidOperationException("no"));
        await using RecoveringJoin join = new(script.Operation, new RecoveryPolicy { Attempts = 1, AttemptsAfterPowerCycle = 1 }, null, _time);

        Assert.True((await RunAsync(join)).HasPowerCycled);
        RecoveryOutcome second = await RunAsync(join);
        _time.Advance(RecoveryPolicy.DefaultPowerCycleInterval);
        RecoveryOutcome third = await RunAsync(join);

        Assert.Equal((false, 1), (second.HasPowerCycled, second.Attempts));
        Assert.Contains("a short while ago", second.Cause, StringComparison.Ordinal);
        Assert.True(third.HasPowerCycled);
    }

    [Fact]
    public async Task WithoutPowerCycle_GivesUpAfterTheAttempts()
    {
        ScriptedJoin script = new(static (_, _) => throw new InvalidOperationException("no"));
        await using RecoveringJoin join = new(script.Operation with { PowerCycle = null }, new RecoveryPolicy { Attempts = 3 }, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);

        Assert.Equal((RecoveryResult.GaveUp, 3), (outcome.Result, outcome.Attempts));
    }

    [Fact]
    public async Task PowerCycleThatFails_IsTheEnd()
    {
        ScriptedJoin script = new(static (_, _) => throw new InvalidOperationException("no"));
        await using RecoveringJoin join = new(script.Operation with { PowerCycle = static _ => throw new InvalidOperationException("not an administrator") }, new RecoveryPolicy { Attempts = 1 }, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);

        Assert.Equal((RecoveryResult.GaveUp, 1, false), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled));
        Assert.Equal("not an administrator", outcome.LastError!.Message);
    }

    [Fact]
    public async Task FinalError_IsNotTriedAgain()
    {
        ScriptedJoin script = new(static (_, _) => throw new UnauthorizedAccessException("Wrong password.")) { IsFinal = static error => error is UnauthorizedAccessException };
        await using RecoveringJoin join = new(script.Operation, null, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);

        Assert.Equal((RecoveryResult.Refused, 1, false, "the network refuses: Wrong password"), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled, outcome.Cause));
    }

    [Fact]
    public async Task WhatCannotBeSettled_KeepsTheJoinFromBeginning()
    {
        ScriptedJoin script = new(static (_, _) => Task.CompletedTask);
        int settles = 0;
        JoinOperation operation = script.Operation with { Settle = token => ++settles < 3 ? throw new InvalidOperationException("802.1X still runs") : Task.CompletedTask };
        await using RecoveringJoin join = new(operation, null, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);

        Assert.Equal((RecoveryResult.Joined, 1), (outcome.Result, outcome.Attempts));
        Assert.Equal(
            [(RecoveryStepKind.Settle, 1, false), (RecoveryStepKind.Settle, 2, false), (RecoveryStepKind.Settle, 3, true), (RecoveryStepKind.Join, 3, true)],
            outcome.Steps.Select(step => (step.Kind, step.Attempt, step.Succeeded)));
    }

    [Fact]
    public async Task CallersAtOnce_ShareOneJoin()
    {
        TaskCompletionSource joined = new();
        ScriptedJoin script = new((_, _) => joined.Task);
        await using RecoveringJoin join = new(script.Operation, null, null, _time);

        Task<RecoveryOutcome>[] callers = [.. Enumerable.Range(0, 50).Select(_ => join.JoinAsync(Token))];
        joined.SetResult();
        RecoveryOutcome[] outcomes = await Task.WhenAll(callers).WaitAsync(Guard, Token);

        Assert.Single(outcomes.Distinct());
        Assert.Equal(["settle", "join"], script.Done);
        Assert.Equal(1, script.MostAtOnce);
    }

    [Fact]
    public async Task CallerWhoLeaves_DoesNotEndTheJoinOfOthers()
    {
        TaskCompletionSource joined = new();
        ScriptedJoin script = new((_, token) => joined.Task.WaitAsync(token));
        await using RecoveringJoin join = new(script.Operation, null, null, _time);
        using CancellationTokenSource leaves = new();

        Task<RecoveryOutcome> first = join.JoinAsync(leaves.Token);
        Task<RecoveryOutcome> second = join.JoinAsync(Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        joined.SetResult();

        Assert.True((await second.WaitAsync(Guard, Token)).IsJoined);
    }

    [Fact]
    public async Task LastCallerWhoLeaves_EndsTheJoinAndTheNextBeginsWhenItHasEnded()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedJoin script = new(async (number, token) =>
        {
            if (number > 1)
                return;
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
            await ended.Task; // a supplicant takes its time to stop
            token.ThrowIfCancellationRequested();
        });
        await using RecoveringJoin join = new(script.Operation, null, null, _time);
        using CancellationTokenSource leaves = new();

        Task<RecoveryOutcome> first = join.JoinAsync(leaves.Token);
        await begun.Task.WaitAsync(Guard, Token);
        await leaves.CancelAsync();
        await cancelled.Task.WaitAsync(Guard, Token);
        Task<RecoveryOutcome> second = join.JoinAsync(Token);
        Assert.Equal(["settle", "join"], script.Done);
        ended.SetResult();

        Assert.True((await second.WaitAsync(Guard, Token)).IsJoined);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(["settle", "join", "settle", "join"], script.Done);
        Assert.Equal(1, script.MostAtOnce);
    }

    [Fact]
    public async Task AttemptThatHangs_IsCancelledAndTriedAgain()
    {
        ScriptedJoin script = new(static (number, token) => number == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, token) : Task.CompletedTask);
        await using RecoveringJoin join = new(script.Operation with { Settle = null }, null, null, _time);

        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        await _time.PassNextAsync(RecoveryPolicy.DefaultStepTimeout).WaitAsync(Guard, Token);
        await _time.PassAsync(joining, RecoveryPolicy.DefaultStepTimeout, RecoveryPolicy.DefaultGrace).WaitAsync(Guard, Token);
        RecoveryOutcome outcome = await joining;

        Assert.Equal((RecoveryResult.Joined, 2), (outcome.Result, outcome.Attempts));
        Assert.Equal(RecoveryPolicy.DefaultStepTimeout, outcome.Steps[0].Duration);
        Assert.IsType<TimeoutException>(outcome.Steps[0].Error);
    }

    [Fact]
    public async Task AttemptThatIgnoresItsToken_LetsNothingBeginBesideIt()
    {
        TaskCompletionSource hangs = new();
        ScriptedJoin script = new((number, _) => number == 1 ? hangs.Task : Task.CompletedTask);
        await using RecoveringJoin join = new(script.Operation with { Settle = null }, null, null, _time);

        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        await _time.PassNextAsync(RecoveryPolicy.DefaultStepTimeout).WaitAsync(Guard, Token);
        await _time.PassNextAsync(RecoveryPolicy.DefaultGrace).WaitAsync(Guard, Token);
        Assert.Equal(RecoveryResult.Stuck, (await joining.WaitAsync(Guard, Token)).Result);
        Assert.Equal(RecoveryResult.Stuck, (await join.JoinAsync(Token).WaitAsync(Guard, Token)).Result);
        hangs.SetResult();

        Assert.True((await join.JoinAsync(Token).WaitAsync(Guard, Token)).IsJoined);
        Assert.Equal((2, 1), (script.Done.Count, script.MostAtOnce));
    }

    [Fact]
    public async Task AttemptThatBlocksItsThread_IsGivenUpWhenItsTimeIsOver()
    {
        using ManualResetEventSlim hangs = new();
        ScriptedJoin script = new((number, _) =>
        {
            if (number == 1)
                hangs.Wait(CancellationToken.None); // as a call into a framework does, which knows no token
            return Task.CompletedTask;
        });
        RecoveringJoin join = new(script.Operation with { Settle = null }, null, null, _time);

        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        await _time.PassNextAsync(RecoveryPolicy.DefaultStepTimeout).WaitAsync(Guard, Token);
        await _time.PassNextAsync(RecoveryPolicy.DefaultGrace).WaitAsync(Guard, Token);
        RecoveryOutcome outcome = await joining.WaitAsync(Guard, Token);
        await join.DisposeAsync().AsTask().WaitAsync(Guard, Token);
        hangs.Set();

        Assert.Equal((RecoveryResult.Stuck, 1), (outcome.Result, outcome.Attempts));
        Assert.Equal(RecoveryPolicy.DefaultStepTimeout + RecoveryPolicy.DefaultGrace, outcome.Steps[0].Duration);
        Assert.IsType<TimeoutException>(outcome.Steps[0].Error);
    }

    [Fact]
    public async Task ListenerThatFails_DoesNotFailTheJoin()
    {
        ScriptedJoin script = new(static (_, _) => Task.CompletedTask);
        RecoveringJoin join = new(script.Operation, null, new FailingProgress());
        Assert.True((await join.JoinAsync(Token).WaitAsync(Guard, Token)).IsJoined);
        await join.DisposeAsync();
    }

    [Fact]
    public async Task ErrorThatCannotBeJudged_EndsTheAttempts()
    {
        ScriptedJoin script = new(static (_, _) => throw new InvalidOperationException("no")) { IsFinal = static _ => throw new InvalidCastException("not mine") };
        RecoveringJoin join = new(script.Operation, null, null, _time);

        RecoveryOutcome outcome = await RunAsync(join);
        await join.DisposeAsync();

        Assert.Equal((RecoveryResult.GaveUp, 1, false), (outcome.Result, outcome.Attempts, outcome.HasPowerCycled));
        Assert.EndsWith("not mine", outcome.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposal_StopsTheJoinForItsCallers()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedJoin script = new((_, token) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        RecoveringJoin join = new(script.Operation, null, null, _time);

        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        await begun.Task.WaitAsync(Guard, Token);
        await join.DisposeAsync();

        Assert.Equal(RecoveryResult.Stopped, (await joining.WaitAsync(Guard, Token)).Result);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => join.JoinAsync(Token));
        await join.DisposeAsync();
    }

    [Fact]
    public async Task CancelledCaller_BeginsNothing()
    {
        ScriptedJoin script = new(static (_, _) => Task.CompletedTask);
        await using RecoveringJoin join = new(script.Operation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => join.JoinAsync(new CancellationToken(true)));
        Assert.Empty(script.Done);
    }

    private async Task<RecoveryOutcome> RunAsync(RecoveringJoin join)
    {
        Task<RecoveryOutcome> joining = join.JoinAsync(Token);
        await _time.PassAsync(joining, RecoveryPolicy.DefaultStepTimeout).WaitAsync(Guard, Token);
        return await joining;
    }

    private sealed class FailingProgress : IProgress<RecoveryStep>
    {
        public void Report(RecoveryStep value) => throw new InvalidOperationException("the window is gone");
    }

    private sealed class SynchronousProgress(List<RecoveryStep> steps) : IProgress<RecoveryStep>
    {
        public void Report(RecoveryStep value) => steps.Add(value);
    }
}
