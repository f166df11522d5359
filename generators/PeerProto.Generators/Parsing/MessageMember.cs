using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>A member that travels.</summary>
/// <param name="Id">Its position.</param>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="Codec">The codec that the member chose instead of its type's, or null.</param>
internal sealed record MessageMember(int Id, ISymbol Symbol, ITypeSymbol Type, MemberCodec? Codec = null)
{
    /// <summary>Its key, where the type is written as a map.</summary>
    public string? Key { get; init; }
}
