namespace PeerProto;

/// <summary>A step that a recovery took.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Attempt">The number of the attempt that it belongs to, from 1; of a power cycle, the attempt before it.</param>
/// <param name="Pause">How long nothing was done before it.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Error">Why it failed; null where it succeeded.</param>
public sealed record RecoveryStep(RecoveryStepKind Kind, int Attempt, TimeSpan Pause, TimeSpan Duration, Exception? Error)
{
    /// <summary>Whether it did what it was to do.</summary>
    public bool Succeeded => Error is null;
}
