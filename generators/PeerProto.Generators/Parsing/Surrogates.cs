using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>The surrogates that an assembly declares: foreign types with what travels in their place.</summary>
internal static class Surrogates
{
    /// <summary>The surrogate of each foreign type. Left out are those that lead back to themselves.</summary>
    public static ImmutableDictionary<ITypeSymbol, ITypeSymbol> Of(IAssemblySymbol assembly)
    {
        var surrogates = new Dictionary<ITypeSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (AttributeData mark in assembly.GetAttributes())
        {
            if (Read(mark) is var (foreign, surrogate) && !surrogates.ContainsKey(foreign))
                surrogates.Add(foreign, surrogate);
        }

        return surrogates.Where(pair => !LeadsTo(pair.Value, pair.Key, surrogates, []))
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default);
    }

    /// <summary>What an attribute of the assembly declares, or null where it is another one.</summary>
    public static (ITypeSymbol Foreign, ITypeSymbol Surrogate)? Read(AttributeData mark) =>
        mark.AttributeClass is { Arity: 2 } type && type.Is(KnownNames.SurrogateAttribute) ? (NotNull(type.TypeArguments[0]), NotNull(type.TypeArguments[1])) : null;

    /// <summary>Reports a second surrogate of a type, one that leads back to the type, and one that does not travel.</summary>
    public static void Check(AttributeData mark, ITypeSymbol foreign, ITypeSymbol surrogate, WireScope scope, Findings findings)
    {
        AttributeData first = scope.Assembly.GetAttributes().First(other => Read(other) is { } read && SymbolEqualityComparer.Default.Equals(read.Foreign, foreign));
        string? reason = first.ApplicationSyntaxReference != mark.ApplicationSyntaxReference ? "another surrogate does already"
            : scope.SurrogateOf(foreign) is null ? "it leads back to that type"
            : WireTypeParser.FindUnsupported(surrogate, scope) is { } unsupported ? $"'{unsupported.ToText()}' does not travel by itself"
            : null;
        if (reason is not null)
            findings.Report(DiagnosticCatalogue.SurrogateUnusable, mark, foreign.ToText(), surrogate.ToText(), reason);
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Whether a type is made of another one, by itself or through the surrogates of what it is made of.</summary>
    private static bool LeadsTo(ITypeSymbol type, ITypeSymbol target, Dictionary<ITypeSymbol, ITypeSymbol> surrogates, HashSet<string> seen)
    {
        if (SymbolEqualityComparer.Default.Equals(type, target))
            return true;
        if (!seen.Add(type.ToCode()))
            return false;
        IEnumerable<ITypeSymbol> inside = type switch
        {
            IArrayTypeSymbol array => [array.ElementType],
            INamedTypeSymbol named => named.AllTypeArguments(),
            _ => [],
        };
        return inside.Concat(surrogates.TryGetValue(type, out ITypeSymbol? next) ? [next] : []).Any(each => LeadsTo(each, target, surrogates, seen));
    }
}
