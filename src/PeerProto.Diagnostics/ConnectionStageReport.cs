namespace PeerProto;

/// <summary>What became of one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Detail">What it told, for people to read; empty where it stopped.</param>
/// <param name="Diagnosis">What stopped it, or null where it went well.</param>
public sealed record ConnectionStageReport(ConnectionStage Stage, TimeSpan Duration, string Detail, PeerDiagnosis? Diagnosis);
