using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>A member that is an entry of a TXT record.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="Mark">The attribute that gives it the key.</param>
internal sealed record TxtMember(string Key, ISymbol Symbol, ITypeSymbol Type, AttributeData Mark);
