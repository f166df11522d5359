namespace PeerProto;

/// <summary>What a step of a recovery was.</summary>
public enum RecoveryStepKind
{
    /// <summary><see cref="JoinOperation.Settle"/>: what still ran was ended.</summary>
    Settle,

    /// <summary><see cref="JoinOperation.Join"/>: an attempt.</summary>
    Join,

    /// <summary><see cref="JoinOperation.PowerCycle"/>: the radio off and on.</summary>
    PowerCycle,
}
