namespace PeerProto;

/// <summary>What became of an attempt to connect.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="Stages">The stages that were reached, in order; the last is the one that stopped the attempt, if one did.</param>
public sealed record ConnectionReport(PeerEndpoint Endpoint, IReadOnlyList<ConnectionStageReport> Stages)
{
    /// <summary>What stopped the attempt, or null where the other side has taken the connection.</summary>
    public PeerDiagnosis? Diagnosis => Stages.Count > 0 ? Stages[^1].Diagnosis : null;

    /// <summary>Whether the other side has taken the connection.</summary>
    public bool IsConnected => Stages.Count > 0 && Stages[^1] is { Stage: ConnectionStage.Admission, Diagnosis: null };
}
