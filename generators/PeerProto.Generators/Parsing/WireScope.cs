using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Where types are looked at from. The same type can travel in different ways in different assemblies, so whoever asks for a form says for whom.
/// Made once for each parse and never kept in a model.
/// </summary>
internal sealed class WireScope
{
    private readonly Compilation _compilation;

    private WireScope(Compilation compilation) => _compilation = compilation;

    /// <summary>The scope of code that is generated for this compilation.</summary>
    public static WireScope Of(Compilation compilation) => new(compilation);

    /// <summary>Whether code inside a type or assembly may use a symbol.</summary>
    public bool MayUse(ISymbol symbol, ISymbol within) => _compilation.IsSymbolAccessibleWithin(symbol, within);
}
