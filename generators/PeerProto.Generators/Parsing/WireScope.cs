using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Where types are looked at from. The same type can travel in different ways in different assemblies, so whoever asks for a form says for whom: its
/// assembly may have surrogates for foreign types, cases that it adds to a union, and codecs that stand by themselves. Made once for each parse and
/// never kept in a model; what it finds out about types that look the same to all of the assembly is shared by the parses of a compilation.
/// </summary>
internal sealed class WireScope
{
    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly WireScope? _caller;
    private readonly Dictionary<IAssemblySymbol, WireScope> _others = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _requiredTypes = new(SymbolEqualityComparer.Default);
    private readonly WireFacts _facts;

    private WireScope(Compilation compilation, IAssemblySymbol assembly, WireScope? caller)
    {
        _compilation = compilation;
        _assembly = assembly;
        _caller = caller;
        _facts = WireFacts.Of(compilation, assembly);
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
    public ITypeSymbol? SurrogateOf(ITypeSymbol type) =>
        _facts.Surrogates.TryGetValue(type, out ITypeSymbol? surrogate) ? surrogate : _caller?.SurrogateOf(type);

    /// <summary>What is known of types wherever in the assembly they are looked at from, or null where that depends on who holds the type.</summary>
    public WireFacts? Facts => _caller is null ? _facts : null;

    /// <summary>The members of a message and the one that keeps the others.</summary>
    public MessageFacts MembersOf(INamedTypeSymbol message)
    {
        if (message.IsGenericType)
            return MessageFacts.Of(message);
        if (!_facts.Messages.TryGetValue(message, out MessageFacts? known))
            _facts.Messages[message] = known = MessageFacts.Of(message);
        return known;
    }

    /// <summary>The members of a message, with a report of what is wrong with them to whoever listens.</summary>
    public MessageFacts MembersOf(INamedTypeSymbol message, Findings findings)
    {
        MessageFacts known = MembersOf(message);
        if (known.HasErrors)
        {
            MessageMembers.Of(message, findings);
            MessageMembers.Keeping(message, findings);
        }

        return known;
    }

    /// <summary>The attributes by which the assembly adds cases to a union.</summary>
    public IEnumerable<AttributeData> AddedCases(INamedTypeSymbol union) => _facts.AddedCases
        .Where(mark => mark.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, union.OriginalDefinition))
        .Concat(_caller?.AddedCases(union) ?? []);

    /// <summary>Whether the assembly adds cases to any union.</summary>
    public bool AddsCases => _facts.AddedCases.Length > 0;

    /// <summary>Whether a type is of the assembly that code is generated for.</summary>
    public bool IsOwn(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _assembly);
}
