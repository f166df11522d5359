namespace PeerProto.Diagnostics;

/// <summary>A join under way, which several callers share. Begins when the one before it has ended.</summary>
internal sealed class RecoveryFlight
{
    private readonly CancellationTokenSource _stop = new();
    private bool _isOpen = true;

    public RecoveryFlight(RecoverySteps steps, Task earlier) =>
        Outcome = Task.Run(async () =>
        {
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await steps.RunAsync(_stop.Token);
        });

    public Task<RecoveryOutcome> Outcome { get; }

    /// <summary>How many wait for it.</summary>
    public int Callers { get; set; }

    /// <summary>Whether more callers can share it.</summary>
    public bool IsOpen
    {
        get => _isOpen && !Outcome.IsCompleted;
        set => _isOpen = value;
    }

    public Task StopAsync() => _stop.CancelAsync();
}
