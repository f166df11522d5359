using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Plans the struct of a codec: inside the type it is for, or by itself.</summary>
internal static class CodecStructs
{
    /// <summary>The codec inside a type without type parameters.</summary>
    public static CodecStructModel Inside(string typeName) => new(KnownNames.PeerCodec, "public", typeName, $"nameof({typeName})", typeName, new EquatableArray<string>([]));

    /// <summary>The codec inside a message or union. It hides that of a class the message derives from.</summary>
    public static CodecStructModel Inside(INamedTypeSymbol type)
    {
        bool hides = type.WithBases().Concat(type.AllInterfaces).Any(other => !SymbolEqualityComparer.Default.Equals(other, type) && HasCodec(other, type));
        return new CodecStructModel(
            WithParameters(KnownNames.PeerCodec, [.. CodecParameters.Of(type)]),
            hides ? "public new" : "public",
            type.ToIdentifier() + type.ParameterList(),
            $"nameof({type.ToIdentifier()}{type.ParameterList()})",
            Cref(type.ToIdentifier() + type.ParameterList()),
            CodecParameters.Constraints(type).ToEquatableArray());
    }

    /// <summary>The codec of a type that is not ours to extend.</summary>
    public static CodecStructModel Beside(INamedTypeSymbol type)
    {
        string[] parameters = [.. type.AllTypeParameters().Select(parameter => parameter.ToIdentifier()), .. CodecParameters.Of(type)];
        return new CodecStructModel(
            WithParameters(StandaloneCodecs.NameOf(type), parameters),
            "internal",
            type.ToCode(),
            Literals.Of(type.Name),
            Cref(type.ToCode()),
            type.AllTypeParameters().Select(TypeConstraint).Where(constraint => constraint is not null).Select(constraint => constraint!)
                .Concat(CodecParameters.Constraints(type)).ToEquatableArray());
    }

    private static bool HasCodec(INamedTypeSymbol other, INamedTypeSymbol type) =>
        (other.TypeKind != TypeKind.Interface || type.TypeKind == TypeKind.Interface)
        && other.AllTypeParameters().Count() == type.AllTypeParameters().Count()
        && (other.IsMessage() || other.GetTypeMembers(KnownNames.PeerCodec).Length > 0);

    private static string WithParameters(string name, string[] parameters) => parameters.Length == 0 ? name : $"{name}<{string.Join(", ", parameters)}>";

    private static string Cref(string name) => name.Replace('<', '{').Replace('>', '}');

    private static string? TypeConstraint(ITypeParameterSymbol parameter)
    {
        string[] constraints =
        [
            .. parameter.HasUnmanagedTypeConstraint ? ["unmanaged"] : parameter.HasValueTypeConstraint ? ["struct"] : (string[])[],
            .. parameter.HasReferenceTypeConstraint ? [parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class"] : (string[])[],
            .. parameter.HasNotNullConstraint ? ["notnull"] : (string[])[],
            .. parameter.ConstraintTypes.Select(type => type.ToCode()),
            .. parameter.HasConstructorConstraint ? ["new()"] : (string[])[],
        ];
        return constraints.Length == 0 ? null : $"where {parameter.ToIdentifier()} : {string.Join(", ", constraints)}";
    }
}
