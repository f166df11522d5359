namespace PeerProto.Diagnostics;

/// <summary>The steps of a recovery in the order of its policy. One run at a time.</summary>
internal sealed class RecoverySteps(JoinOperation operation, RecoveryPolicy policy, IProgress<RecoveryStep>? progress, TimeProvider time)
{
    private Task _straggler = Task.CompletedTask;
    private long? _lastPowerCycle;

    public async Task<RecoveryOutcome> RunAsync(CancellationToken stop)
    {
        List<RecoveryStep> steps = [];
        if (!_straggler.IsCompleted)
            return Stuck(steps);
        RecoveryOutcome? outcome = await AttemptAsync(steps, policy.Attempts, TimeSpan.Zero, stop);
        if (outcome is not null)
            return outcome;
        if (operation.PowerCycle is null)
            return GaveUp(steps, "every attempt failed, and nothing else can be tried", "Look at the errors of the steps; switch Wi-Fi off and on by hand");
        if (_lastPowerCycle is { } last && time.GetElapsedTime(last) < policy.PowerCycleInterval)
            return GaveUp(steps, "every attempt failed, and the radio was switched off and on a short while ago", "Look at the errors of the steps, or try again later");
        _lastPowerCycle = time.GetTimestamp();
        if (!await PerformAsync(steps, RecoveryStepKind.PowerCycle, policy.Attempts, TimeSpan.Zero, operation.PowerCycle, stop))
            return Ended(steps, stop) ?? GaveUp(steps, "every attempt failed, and the radio could not be switched off and on", "Look at the error of the last step; switch Wi-Fi off and on by hand");
        return await AttemptAsync(steps, policy.AttemptsAfterPowerCycle, policy.PauseAfterPowerCycle, stop)
            ?? GaveUp(steps, "every attempt failed, also after the radio was switched off and on", "Look at the errors of the steps; restarting the machine is what is left");
    }

    /// <summary>Tries a number of times.</summary>
    /// <returns>The outcome; null where all failed.</returns>
    private async Task<RecoveryOutcome?> AttemptAsync(List<RecoveryStep> steps, int attempts, TimeSpan firstPause, CancellationToken stop)
    {
        int before = steps.Count > 0 ? steps[^1].Attempt : 0;
        for (int i = 0; i < attempts; i++)
        {
            TimeSpan pause = i == 0 ? firstPause : Draw(policy.PauseBound(i - 1));
            if (!await PauseAsync(pause, stop))
                return Stopped(steps);
            int number = before + i + 1;
            if (operation.Settle is { } settle)
            {
                if (!await PerformAsync(steps, RecoveryStepKind.Settle, number, pause, settle, stop))
                {
                    if (Ended(steps, stop) is { } ended)
                        return ended;
                    continue;
                }

                pause = TimeSpan.Zero;
            }

            if (await PerformAsync(steps, RecoveryStepKind.Join, number, pause, operation.Join, stop))
                return new RecoveryOutcome(RecoveryResult.Joined, steps, "the network is joined", "");
            if (Ended(steps, stop) is { } end)
                return end;
            if (steps[^1].Error is { } error && Judge(steps, error) is { } last)
                return last;
        }

        return null;
    }

    /// <summary>The outcome where an error rules out further attempts. Where nobody can tell, there are none: they may lock an account.</summary>
    private RecoveryOutcome? Judge(List<RecoveryStep> steps, Exception error)
    {
        try
        {
            return operation.IsFinal?.Invoke(error) == true
                ? new RecoveryOutcome(RecoveryResult.Refused, steps, $"the network refuses: {error.Message.TrimEnd('.')}", "Change what it refuses, such as the password, before trying again")
                : null;
        }
        catch (Exception failure)
        {
            return GaveUp(steps, $"the join failed, and IsFinal failed to judge its error: {failure.Message.TrimEnd('.')}", "Look at the error of the last step, and let IsFinal take every exception");
        }
    }

    private async Task<bool> PerformAsync(List<RecoveryStep> steps, RecoveryStepKind kind, int attempt, TimeSpan pause, Func<CancellationToken, Task> action, CancellationToken stop)
    {
        long start = time.GetTimestamp();
        using CancellationTokenSource timeout = new(policy.StepTimeout, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        Task running = Begin(action, both.Token);
        if (!await HasEndedAsync(running, both.Token))
        {
            _straggler = running;
            _ = running.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        Exception? error = running.IsCompletedSuccessfully ? null
            : !running.IsCompleted ? new TimeoutException($"The step was cancelled and did not end within {policy.Grace.TotalSeconds:0.###} s.")
            : running.Exception?.InnerException is { } failure ? failure
            : timeout.IsCancellationRequested && !stop.IsCancellationRequested ? new TimeoutException($"The step took longer than {policy.StepTimeout.TotalSeconds:0.###} s and was cancelled.")
            : new OperationCanceledException("The step was cancelled.");
        RecoveryStep step = new(kind, attempt, pause, time.GetElapsedTime(start), error);
        steps.Add(step);
        Report(step);
        return error is null;
    }

    // On a thread of its own until its first wait: an action may block, as CoreWLAN's calls do, and its time limits hold all the same.
    private static Task Begin(Func<CancellationToken, Task> action, CancellationToken cancellationToken) => Task.Run(() => action(cancellationToken), CancellationToken.None);

    // A listener that fails is no reason to leave a network half joined.
    private void Report(RecoveryStep step)
    {
        try
        {
            progress?.Report(step);
        }
        catch (Exception)
        {
        }
    }

    /// <summary>Waits for the step, and when it is cancelled a little longer.</summary>
    private async Task<bool> HasEndedAsync(Task running, CancellationToken cancelled)
    {
        await running.WaitAsync(cancelled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
            await running.WaitAsync(policy.Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return running.IsCompleted;
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    private TimeSpan Draw(TimeSpan bound) => policy.MinimumPause + ((bound - policy.MinimumPause) * Random.Shared.NextDouble());

    /// <summary>The outcome where nothing more may be begun.</summary>
    private RecoveryOutcome? Ended(List<RecoveryStep> steps, CancellationToken stop) =>
        !_straggler.IsCompleted ? Stuck(steps) : stop.IsCancellationRequested ? Stopped(steps) : null;

    private static RecoveryOutcome GaveUp(List<RecoveryStep> steps, string cause, string remedy) => new(RecoveryResult.GaveUp, steps, cause, remedy);

    private static RecoveryOutcome Stuck(List<RecoveryStep> steps) =>
        new(RecoveryResult.Stuck, steps, "a step did not end when it was cancelled, and no other is begun beside it", "End what hangs, such as the program that joins; let the operation observe its cancellation token");

    private static RecoveryOutcome Stopped(List<RecoveryStep> steps) => new(RecoveryResult.Stopped, steps, "it was stopped", "Join again when the network is wanted");
}
