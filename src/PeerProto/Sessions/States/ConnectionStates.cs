namespace PeerProto.Sessions.States;

/// <summary>
/// The one machine of connection states, for all transports and for dialers and peers alike. The table is the Network framework's:
/// <code>
///             Start      Obstacle  Refusal  Established  Lost    Cancel
/// Setup       Preparing  -         -        -            -       Cancelled
/// Preparing   -          Waiting   Failed   Ready        -       Cancelled
/// Waiting     Preparing  Waiting   Failed   -            -       Cancelled
/// Ready       -          -         -        -            Failed  Cancelled
/// Failed      -          -         -        -            -       Cancelled
/// Cancelled   -          -         -        -            -       -
/// </code>
/// </summary>
internal sealed class ConnectionStates(PeerConnectionState first)
{
    private readonly Lock _gate = new();
    private readonly ChangeFeed<PeerConnectionState> _feed = new(first);

    public PeerConnectionState Current => _feed.Value;

    public IAsyncEnumerable<PeerConnectionState> ReadAsync(CancellationToken cancellationToken) => _feed.ReadAsync(cancellationToken);

    /// <summary>The state that a step leads to, or null where it leads nowhere.</summary>
    public static PeerConnectionStateKind? Next(PeerConnectionStateKind from, ConnectionStep step) => (from, step) switch
    {
        (PeerConnectionStateKind.Setup or PeerConnectionStateKind.Waiting, ConnectionStep.Start) => PeerConnectionStateKind.Preparing,
        (PeerConnectionStateKind.Preparing or PeerConnectionStateKind.Waiting, ConnectionStep.Obstacle) => PeerConnectionStateKind.Waiting,
        (PeerConnectionStateKind.Preparing or PeerConnectionStateKind.Waiting, ConnectionStep.Refusal) => PeerConnectionStateKind.Failed,
        (PeerConnectionStateKind.Preparing, ConnectionStep.Established) => PeerConnectionStateKind.Ready,
        (PeerConnectionStateKind.Ready, ConnectionStep.Lost) => PeerConnectionStateKind.Failed,
        (not PeerConnectionStateKind.Cancelled, ConnectionStep.Cancel) => PeerConnectionStateKind.Cancelled,
        _ => null,
    };

    /// <summary>Takes a step, if it leads anywhere from the current state.</summary>
    /// <param name="step">The step.</param>
    /// <param name="diagnosis">The reason; needed for an obstacle, a refusal and a loss.</param>
    /// <returns>Whether it did.</returns>
    public bool TryTake(ConnectionStep step, PeerDiagnosis? diagnosis = null)
    {
        lock (_gate)
        {
            if (Next(Current.Kind, step) is not { } next)
                return false;
            PeerConnectionState state = next switch
            {
                PeerConnectionStateKind.Preparing => PeerConnectionState.Preparing,
                PeerConnectionStateKind.Ready => PeerConnectionState.Ready,
                PeerConnectionStateKind.Cancelled => PeerConnectionState.Cancelled,
                PeerConnectionStateKind.Waiting => PeerConnectionState.Waiting(diagnosis!),
                _ => PeerConnectionState.Failed(diagnosis!),
            };
            // Nobody waits for the cancellation of what has failed, so the reading ends with either.
            _feed.Set(state, state.IsOver);
            return true;
        }
    }
}
