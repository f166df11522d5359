using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Where types are looked at from. The same type can travel in different ways in different assemblies, so whoever asks for a form says for whom.
/// Made once for each parse and never kept in a model.
/// </summary>
internal sealed class WireScope
{
    private WireScope(IAssemblySymbol assembly) => Assembly = assembly;

    /// <summary>The assembly that code is generated for.</summary>
    public IAssemblySymbol Assembly { get; }

    /// <summary>The scope of code that is generated for this compilation.</summary>
    public static WireScope Of(Compilation compilation) => new(compilation.Assembly);
}
