using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a union into the model of its codec.</summary>
internal static class UnionParser
{
    /// <summary>Parses a union.</summary>
    /// <returns>Null where errors were found.</returns>
    public static UnionModel? Parse(INamedTypeSymbol union, CodecStructModel place, WireScope scope, Findings findings)
    {
        ImmutableArray<UnionCase> cases = UnionCases.Of(union, scope, findings);
        List<(UnionCase Case, WireTypeModel? Type)> typed = [.. cases.Select(each => (each, WireTypeParser.Parse(each.Type, union, scope, findings)))];
        ReservedIds.Check(union, cases.Select(each => (each.Id, (ISymbol)union, each.Type.Name)), findings);
        UnknownCaseModel? unknown = UnknownCases.Of(union);
        if (findings.HasErrors)
            return null;
        if (unknown is null && union.IsMessage())
            findings.Report(DiagnosticCatalogue.UnknownCaseFails, union, union.Name);
        return new UnionModel(
            place,
            typed.OrderBy(pair => pair.Case.Type, Comparer<INamedTypeSymbol>.Create(CompareUnions)).ThenBy(pair => pair.Case.Id)
                .Select(pair => new UnionCaseModel(pair.Case.Id, pair.Type!, IsExact(pair.Case.Type))).ToEquatableArray(),
            unknown);
    }

    /// <summary>Classes and structs come before the unions inside this one, and those that derive from others before them, so that the first that fits is the right one.</summary>
    private static int CompareUnions(INamedTypeSymbol left, INamedTypeSymbol right) => Height(left).CompareTo(Height(right));

    private static int Height(INamedTypeSymbol type) => !UnionCases.IsUnion(type) ? int.MinValue : -(type.AllInterfaces.Length + type.WithBases().Count());

    private static bool IsExact(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsSealed: false } && !UnionCases.IsUnion(type);
}
