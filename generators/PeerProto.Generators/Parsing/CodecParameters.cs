using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>The type parameters of a generic message's codec: a codec for each type parameter of the message and of the types around it.</summary>
internal static class CodecParameters
{
    /// <summary>The names, in the order of <see cref="SymbolExtensions.AllTypeParameters"/>.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol message) => message.AllTypeParameters().Select(NameOf);

    /// <summary>The codec that writes and reads values of a type parameter.</summary>
    public static string NameOf(ITypeParameterSymbol parameter) => parameter.Name + "Codec";

    /// <summary>What the codec demands of its type parameters.</summary>
    public static IEnumerable<string> Constraints(INamedTypeSymbol message) => message.AllTypeParameters()
        .Select(parameter => $"where {NameOf(parameter)} : struct, {KnownNames.CompilerServices}.IPeerCodec<{parameter.ToIdentifier()}>");

    /// <summary>The type parameter that has the name of another one's codec, or null.</summary>
    public static ITypeParameterSymbol? FindTaken(INamedTypeSymbol message) => message.AllTypeParameters().FirstOrDefault(parameter => Of(message).Contains(parameter.Name));
}
