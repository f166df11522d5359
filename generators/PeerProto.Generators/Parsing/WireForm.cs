using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>One level of a type that can travel: what it is, and which types lie inside it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The type.</param>
/// <param name="Codec">The codec's name, without type arguments; empty for messages and unions, which bring their own.</param>
/// <param name="Inner">The types inside: the value of a nullable, the element of a sequence, key and value of a map, the type arguments of a message.</param>
/// <param name="Primitive">For a primitive: how to write it without the codec.</param>
internal sealed record WireForm(
    WireKind Kind, ITypeSymbol Type, string Codec, ImmutableArray<ITypeSymbol> Inner, PrimitiveModel? Primitive = null)
{
    /// <summary>For a scalar, and for a codec that the member chose: its name in a wire shape.</summary>
    public string Shape { get; init; } = "";

    /// <summary>For a scalar: whether its values have a largest size.</summary>
    public bool IsBounded { get; init; }

    /// <summary>Finds the form of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">Whom the form is for.</param>
    /// <returns>Null where the type cannot travel. The inner types may still be such.</returns>
    public static WireForm? Of(ITypeSymbol type, WireScope scope)
    {
        if (scope.Facts is not { } facts)
            return Find(type, scope);
        if (!facts.Forms.TryGetValue(type, out WireForm? known))
            facts.Forms[type] = known = Find(type, scope);
        return known;
    }

    private static WireForm? Find(ITypeSymbol type, WireScope scope)
    {
        if (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
            return new WireForm(WireKind.Optional, type, "OptionalCodec", [type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)]);
        if (type is ITypeParameterSymbol parameter)
            return OfParameter(parameter);
        if (scope.SurrogateOf(type) is { } surrogate)
            return new WireForm(WireKind.Surrogate, type, "SurrogateCodec", [surrogate]);
        if (Primitives.Find(type) is { } primitive)
            return new WireForm(WireKind.Primitive, type, primitive.Name + "Codec", [], primitive);
        return type switch
        {
            { SpecialType: SpecialType.System_String } => new WireForm(WireKind.String, type, "StringCodec", []),
            IArrayTypeSymbol { IsSZArray: true } array => OfArray(array),
            INamedTypeSymbol union when UnionCases.IsUnion(union) => new WireForm(WireKind.Union, type, Standalone(union, scope), [.. union.AllTypeArguments()]),
            INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, IsAbstract: false } message when message.IsMessage() || message.IsMessagePackObject() =>
                new WireForm(WireKind.Message, type, Standalone(message, scope), [.. message.AllTypeArguments()]),
            INamedTypeSymbol { IsGenericType: true } generic => Collections.Find(generic),
            INamedTypeSymbol named => Scalars.Find(named),
            _ => null,
        };
    }

    /// <summary>Finds the form of a member, which may have a codec of its own.</summary>
    public static WireForm? Of(MessageMember member, WireScope scope) =>
        member.Codec is { } codec ? new WireForm(WireKind.Custom, member.Type, codec.Name, []) { Shape = codec.Shape } : Of(member.Type, scope);

    private static string Standalone(INamedTypeSymbol type, WireScope scope) =>
        StandaloneCodecs.IsNeeded(type, scope) ? $"global::{scope.StandaloneNamespace}.{StandaloneCodecs.NameOf(type)}" : "";

    private static WireForm OfParameter(ITypeParameterSymbol parameter) => parameter.NullableAnnotation == NullableAnnotation.Annotated
        ? new WireForm(WireKind.OptionalParameter, parameter, "OptionalParameterCodec", [parameter.WithNullableAnnotation(NullableAnnotation.NotAnnotated)])
        : new WireForm(WireKind.Parameter, parameter, CodecParameters.NameOf(parameter), []);

    private static WireForm OfArray(IArrayTypeSymbol array) => array.ElementType.SpecialType == SpecialType.System_Byte
        ? new WireForm(WireKind.Binary, array, "ByteArrayCodec", [])
        : new WireForm(WireKind.Sequence, array, "ArrayCodec", [array.ElementType]);
}
