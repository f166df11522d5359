namespace PeerProto.Generators.Model;

/// <summary>A case of a union.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Type">What travels.</param>
/// <param name="IsExact">Whether only values of exactly this type are the case, while the language would take derived ones too.</param>
internal sealed record UnionCaseModel(int Id, WireTypeModel Type, bool IsExact);
