namespace PeerProto;

/// <summary>What a recovery came to, with every step and its error.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Steps">The steps in order: at most <see cref="RecoveryPolicy.MaximumAttempts"/> attempts before and after the power cycle, each with what was ended before it.</param>
/// <param name="Cause">Why it ended so, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop; empty where the network is joined.</param>
public sealed record RecoveryOutcome(RecoveryResult Result, IReadOnlyList<RecoveryStep> Steps, string Cause, string Remedy)
{
    /// <summary>Whether the network is joined.</summary>
    public bool IsJoined => Result == RecoveryResult.Joined;

    /// <summary>How many attempts to join there were.</summary>
    public int Attempts => Steps.Count(static step => step.Kind == RecoveryStepKind.Join);

    /// <summary>Whether the radio was switched off and on.</summary>
    public bool HasPowerCycled => Steps.Any(static step => step is { Kind: RecoveryStepKind.PowerCycle, Succeeded: true });

    /// <summary>The error of the last step that failed; null where none did.</summary>
    public Exception? LastError => Steps.LastOrDefault(static step => !step.Succeeded)?.Error;

    /// <summary>The result, the number of attempts and the cause, in one line.</summary>
    public override string ToString() => $"{Result} after {Attempts} {(Attempts == 1 ? "attempt" : "attempts")}: {Cause}.{(Remedy.Length > 0 ? $" {Remedy}." : "")}";
}
