using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>A case of a union.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Type">Its type.</param>
/// <param name="Mark">The attribute that says so.</param>
internal sealed record UnionCase(int Id, INamedTypeSymbol Type, AttributeData Mark);
