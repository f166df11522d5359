namespace PeerProto;

/// <summary>The state of a discovery, and in <see cref="DiscoveryStateKind.Waiting"/> and <see cref="DiscoveryStateKind.Failed"/> the reason.</summary>
public readonly record struct DiscoveryState
{
    private DiscoveryState(DiscoveryStateKind kind, DiscoveryDiagnosis? diagnosis)
    {
        Kind = kind;
        Diagnosis = diagnosis;
    }

    /// <summary>Not used yet.</summary>
    public static DiscoveryState Setup { get; } = new(DiscoveryStateKind.Setup, null);

    /// <summary>It works.</summary>
    public static DiscoveryState Ready { get; } = new(DiscoveryStateKind.Ready, null);

    /// <summary>It was disposed.</summary>
    public static DiscoveryState Cancelled { get; } = new(DiscoveryStateKind.Cancelled, null);

    /// <summary>Which state it is.</summary>
    public DiscoveryStateKind Kind { get; }

    /// <summary>Why, while waiting and after a failure; null otherwise.</summary>
    public DiscoveryDiagnosis? Diagnosis { get; }

    /// <summary>It cannot work at the moment, for a reason that may pass.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static DiscoveryState Waiting(DiscoveryDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new DiscoveryState(DiscoveryStateKind.Waiting, diagnosis);
    }

    /// <summary>It cannot work, and does not try by itself again.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static DiscoveryState Failed(DiscoveryDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new DiscoveryState(DiscoveryStateKind.Failed, diagnosis);
    }

    /// <summary>The state, and the reason where there is one.</summary>
    /// <returns>The written state.</returns>
    public override string ToString() => Diagnosis is null ? $"{Kind}" : $"{Kind} ({Diagnosis.Problem})";
}
