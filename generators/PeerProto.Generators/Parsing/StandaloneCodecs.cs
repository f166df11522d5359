using System.Linq;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Codecs that stand by themselves, because the type is not ours to extend: types annotated for MessagePack-CSharp, and unions of another assembly to
/// which this one adds cases. Each assembly makes its own, under its own name, so that two that see each other's internals do not meet.
/// </summary>
internal static class StandaloneCodecs
{
    private const string Space = "PeerProto.Generated";

    /// <summary>Whether the type's codec does not stand inside the type.</summary>
    public static bool IsNeeded(INamedTypeSymbol type, WireScope scope) =>
        type.IsMessagePack() || (!scope.IsOwn(type) && scope.AddedCases(type).Any());

    /// <summary>The namespace of an assembly's codecs.</summary>
    public static string NamespaceOf(IAssemblySymbol assembly) => $"{Space}.{Identifier(assembly.Name)}";

    /// <summary>The codec's name, without type parameters.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        string exact = HintNames.QualifiedName(type.OriginalDefinition);
        string name = Identifier(exact);
        bool isPlain = exact.All(character => char.IsLetterOrDigit(character) || character == '.');
        return (isPlain ? name : $"{name}_{Fingerprint.Of(exact).Substring(0, 8)}") + "Codec";
    }

    private static string Identifier(string name)
    {
        string identifier = new([.. name.Select(character => char.IsLetterOrDigit(character) ? character : '_')]);
        return char.IsDigit(identifier[0]) ? "_" + identifier : identifier;
    }
}
