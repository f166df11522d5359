using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>A codec that a member chose instead of its type's.</summary>
/// <param name="Name">The codec as generated code names it, for the member's type with its nullability.</param>
/// <param name="Shape">Its wire shape.</param>
internal sealed record MemberCodec(string Name, string Shape)
{
    private const string AnyShape = "any";

    /// <summary>The codec that an attribute on the member or on its constructor parameter names, or null.</summary>
    /// <param name="symbol">What carries the attribute.</param>
    /// <param name="type">The member's type.</param>
    /// <param name="findings">Where to report a codec that does not fit.</param>
    public static MemberCodec? Of(ISymbol symbol, ITypeSymbol type, Findings findings)
    {
        if (symbol.Attribute(KnownNames.MemberCodecAttribute) is not { } mark)
            return null;
        if (mark.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol { IsUnboundGenericType: false, TypeKind: TypeKind.Struct } codec || Written(codec, type) is not { } written)
        {
            findings.Report(DiagnosticCatalogue.MemberCodecUnfit, mark, symbol.Name, type.ToText());
            return null;
        }

        string shape = codec.Attribute(KnownNames.WireShapeAttribute)?.ConstructorArguments.FirstOrDefault().Value as string ?? AnyShape;
        string name = codec.ToCode();
        string plain = written.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToCode();
        bool isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type.IsReferenceType && (written.NullableAnnotation != NullableAnnotation.Annotated))
        {
            string checkedName = $"{KnownNames.CompilerServices}.NotNullCodec<{plain}, {name}>";
            return isNullable ? new MemberCodec($"{KnownNames.CompilerServices}.OptionalCodec<{plain}, {checkedName}>", shape + "?") : new MemberCodec(checkedName, shape);
        }

        bool isWrapped = !SymbolEqualityComparer.Default.Equals(written, type);
        return isWrapped ? new MemberCodec($"{KnownNames.CompilerServices}.NullableCodec<{plain}, {name}>", shape + "?") : new MemberCodec(name, shape);
    }

    /// <summary>The type that the codec writes, if that is the member's, or the one inside its <c>?</c>.</summary>
    private static ITypeSymbol? Written(INamedTypeSymbol codec, ITypeSymbol type)
    {
        ITypeSymbol? inside = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;
        ITypeSymbol[] written = [.. codec.AllInterfaces.Where(each => each.Is(KnownNames.PeerCodecInterfaceName)).Select(each => each.TypeArguments[0])];
        return written.FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each, type))
            ?? written.FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each, inside));
    }
}
