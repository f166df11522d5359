using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Names generated files after their types: namespace, containing types and name. Roslyn compares these names without regard to case and
/// takes only some characters, so a type whose name is not unambiguous under these rules gets a hash of its exact name.
/// </summary>
internal static class HintNames
{
    /// <summary>Looked for once in each namespace or type, since every message in it asks; forgotten with the symbol.</summary>
    private static readonly ConditionalWeakTable<INamespaceOrTypeSymbol, Twins> TwinsIn = new();

    /// <summary>The file for a type.</summary>
    /// <param name="type">The message or contract.</param>
    /// <param name="kind">What the file holds, as the part before <c>.g.cs</c>.</param>
    public static string For(INamedTypeSymbol type, string kind)
    {
        string exact = QualifiedName(type);
        string name = new([.. exact.Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '+' or '{' or '}' or ',' ? character : '_')]);
        bool ambiguous = name != exact || HasTwinByCase(type);
        return ambiguous ? $"{name}-{Hash(exact)}.{kind}.g.cs" : $"{name}.{kind}.g.cs";
    }

    /// <summary>The type's exact name: namespaces, containing types and type parameters.</summary>
    public static string QualifiedName(INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            name.Insert(0, space.Name + ".");
        return name.Append(string.Join("+", type.WithContainingTypes().Reverse().Select(NameWithParameters))).ToString();
    }

    private static string NameWithParameters(INamedTypeSymbol type) =>
        type.Arity == 0 ? type.Name : $"{type.Name}{{{string.Join(",", type.TypeParameters.Select(parameter => parameter.Name))}}}";

    private static bool HasTwinByCase(ISymbol symbol)
    {
        for (ISymbol current = symbol; current is not INamespaceSymbol { IsGlobalNamespace: true }; current = current.ContainingSymbol)
        {
            Twins twins = TwinsIn.GetValue((INamespaceOrTypeSymbol)current.ContainingSymbol, static container => new Twins(container));
            if ((current is INamespaceSymbol ? twins.Namespaces : twins.Types).Contains(current.Name))
                return true;
        }

        return false;
    }

    private static string Hash(string text) => Fingerprint.Of(text).Substring(0, 8);

    /// <summary>The names in a namespace or type that differ from others there only by case.</summary>
    private sealed class Twins(INamespaceOrTypeSymbol container)
    {
        public HashSet<string> Namespaces { get; } = Of((container as INamespaceSymbol)?.GetNamespaceMembers() ?? []);

        public HashSet<string> Types { get; } = Of(container.GetTypeMembers());

        private static HashSet<string> Of(IEnumerable<INamespaceOrTypeSymbol> symbols) =>
        [
            .. symbols.Select(symbol => symbol.Name).Distinct(StringComparer.Ordinal)
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                .Where(alike => alike.Skip(1).Any())
                .SelectMany(alike => alike),
        ];
    }
}
