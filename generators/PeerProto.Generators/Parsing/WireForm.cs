using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>One level of a type that can travel: what it is, and which types lie inside it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The type.</param>
/// <param name="Codec">The codec's name, without type arguments; empty for messages, which bring their own.</param>
/// <param name="Inner">The types inside: the value of a nullable, the element of a sequence, key and value of a map.</param>
/// <param name="Primitive">For a primitive: how to write it without the codec.</param>
internal sealed record WireForm(WireKind Kind, ITypeSymbol Type, string Codec, ImmutableArray<ITypeSymbol> Inner, PrimitiveModel? Primitive = null)
{
    /// <summary>Finds the form of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">Whom the form is for.</param>
    /// <returns>Null where the type cannot travel. The inner types may still be such.</returns>
    public static WireForm? Of(ITypeSymbol type, WireScope scope)
    {
        if (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
            return new WireForm(WireKind.Optional, type, "OptionalCodec", [type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)]);
        if (Primitives.Find(type) is { } primitive)
            return new WireForm(WireKind.Primitive, type, primitive.Name + "Codec", [], primitive);
        return type switch
        {
            { SpecialType: SpecialType.System_String } => new WireForm(WireKind.String, type, "StringCodec", []),
            IArrayTypeSymbol { IsSZArray: true } array => OfArray(array),
            INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } message when message.IsMessage() => new WireForm(WireKind.Message, type, "", []),
            INamedTypeSymbol { IsGenericType: true, ContainingType: null } generic => OfGeneric(generic),
            _ => null,
        };
    }

    private static WireForm OfArray(IArrayTypeSymbol array) => array.ElementType.SpecialType == SpecialType.System_Byte
        ? new WireForm(WireKind.Binary, array, "ByteArrayCodec", [])
        : new WireForm(WireKind.Sequence, array, "ArrayCodec", [array.ElementType]);

    private static WireForm? OfGeneric(INamedTypeSymbol type)
    {
        ImmutableArray<ITypeSymbol> arguments = type.TypeArguments;
        bool ofBytes = arguments[0].SpecialType == SpecialType.System_Byte;
        return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? new WireForm(WireKind.Nullable, type, "NullableCodec", arguments)
            : ofBytes && type.Is("System.Memory") ? new WireForm(WireKind.Binary, type, "ByteMemoryCodec", [])
            : ofBytes && type.Is("System.ReadOnlyMemory") ? new WireForm(WireKind.Binary, type, "ReadOnlyByteMemoryCodec", [])
            : type.Is("System.Collections.Generic.List") ? new WireForm(WireKind.Sequence, type, "ListCodec", arguments)
            : type.Is("System.Collections.Generic.IReadOnlyList") ? new WireForm(WireKind.Sequence, type, "ReadOnlyListCodec", arguments)
            : type.Is("System.Collections.Immutable.ImmutableArray") ? new WireForm(WireKind.Sequence, type, "ImmutableArrayCodec", arguments)
            : type.Is("System.Collections.Generic.Dictionary") ? new WireForm(WireKind.Map, type, "DictionaryCodec", KeyAndValue(arguments))
            : type.Is("System.Collections.Generic.IReadOnlyDictionary") ? new WireForm(WireKind.Map, type, "ReadOnlyDictionaryCodec", KeyAndValue(arguments))
            : null;
    }

    private static ImmutableArray<ITypeSymbol> KeyAndValue(ImmutableArray<ITypeSymbol> arguments) =>
        [arguments[0].WithNullableAnnotation(NullableAnnotation.NotAnnotated), arguments[1]];
}
