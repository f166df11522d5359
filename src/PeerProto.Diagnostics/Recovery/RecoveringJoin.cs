using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Joins a network by a <see cref="RecoveryPolicy"/>: one join at a time, retries with growing pauses, the radio off and on last. Who asks while a
/// join is under way shares it. Safe for concurrent use.
/// </summary>
/// <param name="operation">How to join.</param>
/// <param name="policy">How to go about failures; null for the defaults.</param>
/// <param name="progress">Told of each step as it ends; called between steps. What it throws is ignored.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class RecoveringJoin(JoinOperation operation, RecoveryPolicy? policy = null, IProgress<RecoveryStep>? progress = null, TimeProvider? timeProvider = null) : IAsyncDisposable
{
    private readonly RecoverySteps _steps = new(operation ?? throw new ArgumentNullException(nameof(operation)), (policy ?? new RecoveryPolicy()).Checked(), progress, timeProvider ?? TimeProvider.System);
    private readonly Lock _gate = new();
    private RecoveryFlight? _flight;
    private bool _isDisposed;

    /// <summary>Joins, or shares the join that is under way.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller. The join itself ends when its last caller has gone; the next caller's begins when it has ended.</param>
    /// <returns>How it ended. A join that fails is an outcome, not an exception.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public async Task<RecoveryOutcome> JoinAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecoveryFlight flight = Board();
        try
        {
            return await flight.Outcome.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(flight);
        }
    }

    /// <summary>Ends the join that is under way, whose callers get <see cref="RecoveryResult.Stopped"/>, and waits until its step has ended, at most <see cref="RecoveryPolicy.Grace"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        RecoveryFlight? flight;
        lock (_gate)
        {
            _isDisposed = true;
            flight = _flight;
        }

        if (flight is null)
            return;
        await flight.StopAsync();
        await flight.Outcome;
    }

    private RecoveryFlight Board()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_flight is not { IsOpen: true })
                _flight = new RecoveryFlight(_steps, _flight?.Outcome ?? Task.CompletedTask);
            _flight.Callers++;
            return _flight;
        }
    }

    private void Leave(RecoveryFlight flight)
    {
        lock (_gate)
        {
            if (--flight.Callers > 0 || flight.Outcome.IsCompleted)
                return;
            flight.IsOpen = false;
        }

        _ = flight.StopAsync();
    }
}
