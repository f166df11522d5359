using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>A member that travels.</summary>
/// <param name="Id">Its position.</param>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
internal sealed record MessageMember(int Id, ISymbol Symbol, ITypeSymbol Type);
