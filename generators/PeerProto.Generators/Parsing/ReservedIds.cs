using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>The ids that a message, union or contract keeps out of use.</summary>
internal static class ReservedIds
{
    /// <summary>The ids; those of the classes that a message derives from count too, but not those of unions, which are ids of cases.</summary>
    public static HashSet<int> Of(INamedTypeSymbol type) =>
    [
        .. type.WithBases().DefaultIfEmpty(type)
            .Where(each => SymbolEqualityComparer.Default.Equals(each, type) || !UnionCases.IsUnion(each))
            .SelectMany(each => each.GetAttributes())
            .Where(mark => mark.AttributeClass?.Is(KnownNames.ReservedAttribute) == true)
            .SelectMany(mark => mark.ConstructorArguments)
            .Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull)
            .SelectMany(argument => argument.Values)
            .Select(value => value.Value).OfType<int>(),
    ];

    /// <summary>Reports what has a reserved id.</summary>
    public static void Check(INamedTypeSymbol type, IEnumerable<(int Id, ISymbol Symbol, string Name)> used, Findings findings)
    {
        HashSet<int> reserved = Of(type);
        foreach ((int id, ISymbol symbol, string name) in used.Where(each => reserved.Contains(each.Id)))
            findings.Report(DiagnosticCatalogue.ReservedIdUsed, symbol, name, id);
    }
}
