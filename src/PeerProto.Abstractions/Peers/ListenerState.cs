namespace PeerProto;

/// <summary>The state of a listener, and in <see cref="ListenerStateKind.Waiting"/> and <see cref="ListenerStateKind.Failed"/> the reason.</summary>
public readonly record struct ListenerState
{
    private ListenerState(ListenerStateKind kind, PeerDiagnosis? diagnosis)
    {
        Kind = kind;
        Diagnosis = diagnosis;
    }

    /// <summary>Not started.</summary>
    public static ListenerState Setup { get; } = new(ListenerStateKind.Setup, null);

    /// <summary>Takes connections.</summary>
    public static ListenerState Ready { get; } = new(ListenerStateKind.Ready, null);

    /// <summary>Ended with its session.</summary>
    public static ListenerState Cancelled { get; } = new(ListenerStateKind.Cancelled, null);

    /// <summary>Which state it is.</summary>
    public ListenerStateKind Kind { get; }

    /// <summary>Why, while waiting and after a failure; null otherwise.</summary>
    public PeerDiagnosis? Diagnosis { get; }

    /// <summary>Its address is not there at the moment.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static ListenerState Waiting(PeerDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new ListenerState(ListenerStateKind.Waiting, diagnosis);
    }

    /// <summary>It takes no connections, for good.</summary>
    /// <param name="diagnosis">The reason.</param>
    public static ListenerState Failed(PeerDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new ListenerState(ListenerStateKind.Failed, diagnosis);
    }

    /// <summary>The state, and the reason where there is one.</summary>
    /// <returns>The written state.</returns>
    public override string ToString() => Diagnosis is null ? $"{Kind}" : $"{Kind} ({Diagnosis.Code})";
}
