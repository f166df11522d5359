using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds unions with added cases that are out of reach: read and written by the code of another assembly, which does not know the cases.</summary>
internal static class AddedCases
{
    /// <summary>A union inside a type whose added cases do not count there, with the message or union of the other assembly around it, or null.</summary>
    public static (INamedTypeSymbol Union, INamedTypeSymbol Around)? FindOutOfReach(WireForm form, WireScope scope) =>
        scope.AddsCases ? Find(form, scope, scope, null, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)) : null;

    private static (INamedTypeSymbol Union, INamedTypeSymbol Around)? Find(
        WireForm? form, WireScope from, WireScope own, INamedTypeSymbol? around, HashSet<ITypeSymbol> seen)
    {
        if (form is null)
            return null;
        if (form.Inner.Select(inner => Find(WireForm.Of(inner, from), from, own, around, seen)).FirstOrDefault(found => found is not null) is { } inside)
            return inside;
        if (form.Kind is not (WireKind.Message or WireKind.Union) || !seen.Add(form.Type))
            return null;
        var type = (INamedTypeSymbol)form.Type;
        if (around is not null && form.Kind == WireKind.Union && own.AddedCases(type).Any())
            return (type, around);
        WireScope scope = from.Inside(type);
        INamedTypeSymbol? next = ReferenceEquals(scope, own) ? null : around ?? type;
        IEnumerable<WireForm?> parts = form.Kind == WireKind.Union
            ? UnionCases.Of(type, scope, new Findings()).Select(each => WireForm.Of(each.Type, scope))
            : scope.MembersOf(type).Members.Select(member => WireForm.Of(member, scope));
        return parts.Select(part => Find(part, scope, own, next, seen)).FirstOrDefault(found => found is not null);
    }
}
