using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// What the parsers found out about an assembly, kept for as long as the compilation that it is looked at from: each message is looked into once, but
/// asked about by every message and contract that holds it. Analyzers ask from several threads; two that find out the same at once find the same.
/// </summary>
internal sealed class WireFacts
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IAssemblySymbol, WireFacts>> OfCompilations = new();

    private readonly IAssemblySymbol _assembly;
    private ImmutableDictionary<ITypeSymbol, ITypeSymbol>? _surrogates;
    private AttributeData[]? _addedCases;

    private WireFacts(IAssemblySymbol assembly) => _assembly = assembly;

    /// <summary>The facts about an assembly, as a compilation sees it.</summary>
    public static WireFacts Of(Compilation compilation, IAssemblySymbol assembly) => OfCompilations
        .GetValue(compilation, static _ => new ConcurrentDictionary<IAssemblySymbol, WireFacts>(SymbolEqualityComparer.Default))
        .GetOrAdd(assembly, static each => new WireFacts(each));

    /// <summary>The surrogates that the assembly declares.</summary>
    public ImmutableDictionary<ITypeSymbol, ITypeSymbol> Surrogates => _surrogates ??= Parsing.Surrogates.Of(_assembly);

    /// <summary>The attributes by which the assembly adds cases to unions.</summary>
    public AttributeData[] AddedCases =>
        _addedCases ??= [.. _assembly.GetAttributes().Where(mark => mark.AttributeClass?.Is(KnownNames.UnionCaseAttribute) == true)];

    /// <summary>The form of each type that was asked for.</summary>
    public ConcurrentDictionary<ITypeSymbol, WireForm?> Forms { get; } = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The models of types in which there is nothing to report and no codec that stands by itself.</summary>
    public ConcurrentDictionary<ITypeSymbol, WireTypeModel> Models { get; } = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The members of messages without type parameters.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, MessageFacts> Messages { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The ids of the members that have to be there, by the definition of the message.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, ImmutableHashSet<int>> Required { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The shapes of messages and unions without type parameters that do not hold themselves, and how many lie inside each other there.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, (string Text, int Depth)> Shapes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether messages without type parameters have a largest size.</summary>
    public ConcurrentDictionary<ISymbol, bool> Bounded { get; } = new(SymbolEqualityComparer.Default);
}
