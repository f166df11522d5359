namespace PeerProto;

/// <summary>The state of a connection, and in <see cref="PeerConnectionStateKind.Waiting"/> and <see cref="PeerConnectionStateKind.Failed"/> the reason.</summary>
public readonly record struct PeerConnectionState
{
    private PeerConnectionState(PeerConnectionStateKind kind, PeerDiagnosis? diagnosis)
    {
        Kind = kind;
        Diagnosis = diagnosis;
    }

    /// <summary>Not started.</summary>
    public static PeerConnectionState Setup { get; } = new(PeerConnectionStateKind.Setup, null);

    /// <summary>On the way.</summary>
    public static PeerConnectionState Preparing { get; } = new(PeerConnectionStateKind.Preparing, null);

    /// <summary>In use.</summary>
    public static PeerConnectionState Ready { get; } = new(PeerConnectionStateKind.Ready, null);

    /// <summary>Ended by this program.</summary>
    public static PeerConnectionState Cancelled { get; } = new(PeerConnectionStateKind.Cancelled, null);

    /// <summary>Which state it is.</summary>
    public PeerConnectionStateKind Kind { get; }

    /// <summary>Why, while waiting and after a failure; null otherwise.</summary>
    public PeerDiagnosis? Diagnosis { get; }

    /// <summary>Whether no other state but <see cref="PeerConnectionStateKind.Cancelled"/> can follow.</summary>
    public bool IsOver => Kind is PeerConnectionStateKind.Failed or PeerConnectionStateKind.Cancelled;

    /// <summary>An attempt failed for a reason that may pass.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static PeerConnectionState Waiting(PeerDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new PeerConnectionState(PeerConnectionStateKind.Waiting, diagnosis);
    }

    /// <summary>It ended, or was refused, by something other than a wish of this program.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static PeerConnectionState Failed(PeerDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new PeerConnectionState(PeerConnectionStateKind.Failed, diagnosis);
    }

    /// <summary>The state, and the reason where there is one.</summary>
    /// <returns>The written state.</returns>
    public override string ToString() => Diagnosis is null ? $"{Kind}" : $"{Kind} ({Diagnosis.Code})";
}
