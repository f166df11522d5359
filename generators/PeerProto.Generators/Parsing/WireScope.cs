using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Where types are looked at from. The same type can travel in different ways in different assemblies, so whoever asks for a form says for whom: its
/// assembly may have surrogates for foreign types, cases that it adds to a union, and codecs that stand by themselves. Made once for each parse and
/// never kept in a model.
/// </summary>
internal sealed class WireScope
{
    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly WireScope? _caller;
    private readonly Dictionary<IAssemblySymbol, WireScope> _others = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _requiredTypes = new(SymbolEqualityComparer.Default);
    private ImmutableDictionary<ITypeSymbol, ITypeSymbol>? _surrogates;
    private ImmutableArray<AttributeData>? _addedCases;

    private WireScope(Compilation compilation, IAssemblySymbol assembly, WireScope? caller)
    {
        _compilation = compilation;
        _assembly = assembly;
        _caller = caller;
    }

    /// <summary>The scope of code that is generated for this compilation.</summary>
    public static WireScope Of(Compilation compilation) => new(compilation, compilation.Assembly, null);

    /// <summary>The types whose codecs stand by themselves and are needed, each with who needs it first, in the order in which they were found.</summary>
    public List<(INamedTypeSymbol Type, ISymbol User)> Required { get; } = [];

    /// <summary>Notes that generated code uses the codec of a type that stands by itself.</summary>
    public void Require(INamedTypeSymbol type, ISymbol user)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (_requiredTypes.Add(definition))
            Required.Add((definition, user));
    }

    /// <summary>The namespace of codecs that stand by themselves.</summary>
    public string StandaloneNamespace => StandaloneCodecs.NamespaceOf(_assembly);

    /// <summary>The assembly that code is generated for.</summary>
    public IAssemblySymbol Assembly => _assembly;

    /// <summary>Whether code inside a type or assembly may use a symbol.</summary>
    public bool MayUse(ISymbol symbol, ISymbol within) => _compilation.IsSymbolAccessibleWithin(symbol, within);

    /// <summary>
    /// The scope of a message's members: that of the assembly whose code writes and reads them. What a generic message of another assembly holds by
    /// its type arguments comes from here all the same.
    /// </summary>
    public WireScope Inside(INamedTypeSymbol message)
    {
        if (SymbolEqualityComparer.Default.Equals(message.ContainingAssembly, _assembly) || StandaloneCodecs.IsNeeded(message, this))
            return this;
        WireScope? caller = message.AllTypeParameters().Any() ? this : null;
        if (caller is not null)
            return new WireScope(_compilation, message.ContainingAssembly, caller);
        if (!_others.TryGetValue(message.ContainingAssembly, out WireScope? other))
            _others.Add(message.ContainingAssembly, other = new WireScope(_compilation, message.ContainingAssembly, null));
        return other;
    }

    /// <summary>What travels in the place of a type, or null.</summary>
    public ITypeSymbol? SurrogateOf(ITypeSymbol type)
    {
        _surrogates ??= Surrogates.Of(_assembly);
        return _surrogates.TryGetValue(type, out ITypeSymbol? surrogate) ? surrogate : _caller?.SurrogateOf(type);
    }

    /// <summary>The attributes by which the assembly adds cases to a union.</summary>
    public IEnumerable<AttributeData> AddedCases(INamedTypeSymbol union) => OwnAddedCases
        .Where(mark => mark.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, union.OriginalDefinition))
        .Concat(_caller?.AddedCases(union) ?? []);

    /// <summary>Whether the assembly adds cases to any union.</summary>
    public bool AddsCases => !OwnAddedCases.IsEmpty;

    private ImmutableArray<AttributeData> OwnAddedCases =>
        _addedCases ??= [.. _assembly.GetAttributes().Where(mark => mark.AttributeClass?.Is(KnownNames.UnionCaseAttribute) == true)];

    /// <summary>Whether a type is of the assembly that code is generated for.</summary>
    public bool IsOwn(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _assembly);
}
