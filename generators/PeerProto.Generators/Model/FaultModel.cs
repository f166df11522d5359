namespace PeerProto.Generators.Model;

/// <summary>A declared error of a call.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Type">What it tells.</param>
internal sealed record FaultModel(int Id, WireTypeModel Type);
