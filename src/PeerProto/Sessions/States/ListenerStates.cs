namespace PeerProto.Sessions.States;

/// <summary>
/// The machine of listener states. The table is the Network framework's:
/// <code>
///             Listen  Vanish   Break   Cancel
/// Setup       Ready   Waiting  Failed  Cancelled
/// Waiting     Ready   -        Failed  Cancelled
/// Ready       -       Waiting  Failed  Cancelled
/// Failed      -       -        -       Cancelled
/// Cancelled   -       -        -       -
/// </code>
/// </summary>
internal sealed class ListenerStates
{
    private readonly Lock _gate = new();
    private readonly ChangeFeed<ListenerState> _feed = new(ListenerState.Setup);

    public ListenerState Current => _feed.Value;

    public IAsyncEnumerable<ListenerState> ReadAsync(CancellationToken cancellationToken) => _feed.ReadAsync(cancellationToken);

    /// <summary>The state that a step leads to, or null where it leads nowhere.</summary>
    public static ListenerStateKind? Next(ListenerStateKind from, ListenerStep step) => (from, step) switch
    {
        (ListenerStateKind.Setup or ListenerStateKind.Waiting, ListenerStep.Listen) => ListenerStateKind.Ready,
        (ListenerStateKind.Setup or ListenerStateKind.Ready, ListenerStep.Vanish) => ListenerStateKind.Waiting,
        (ListenerStateKind.Setup or ListenerStateKind.Waiting or ListenerStateKind.Ready, ListenerStep.Break) => ListenerStateKind.Failed,
        (not ListenerStateKind.Cancelled, ListenerStep.Cancel) => ListenerStateKind.Cancelled,
        _ => null,
    };

    /// <summary>Takes a step, if it leads anywhere from the current state.</summary>
    /// <param name="step">The step.</param>
    /// <param name="diagnosis">The reason; needed where the address vanishes or the listener breaks.</param>
    /// <returns>Whether it did.</returns>
    public bool TryTake(ListenerStep step, PeerDiagnosis? diagnosis = null)
    {
        lock (_gate)
        {
            if (Next(Current.Kind, step) is not { } next)
                return false;
            ListenerState state = next switch
            {
                ListenerStateKind.Ready => ListenerState.Ready,
                ListenerStateKind.Cancelled => ListenerState.Cancelled,
                ListenerStateKind.Waiting => ListenerState.Waiting(diagnosis!),
                _ => ListenerState.Failed(diagnosis!),
            };
            _feed.Set(state, next is ListenerStateKind.Failed or ListenerStateKind.Cancelled);
            return true;
        }
    }
}
