using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>What the attributes of MessagePack-CSharp say about a type that is no message of PeerProto.</summary>
internal static class MessagePackTypes
{
    /// <summary>Whether the type is annotated for MessagePack-CSharp and not for PeerProto.</summary>
    public static bool IsMessagePack(this ITypeSymbol type) =>
        (type.Attribute(KnownNames.MessagePackObjectAttribute) ?? type.Attribute(KnownNames.UnionAttribute)) is not null && !type.IsMessage();

    /// <summary>Whether the type is written by its members, rather than being a union.</summary>
    public static bool IsMessagePackObject(this INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } && type.Attribute(KnownNames.MessagePackObjectAttribute) is not null && !type.IsMessage();

    /// <summary>Whether the type's members are written as a map, by their keys or names.</summary>
    public static bool IsMap(INamedTypeSymbol type) =>
        type.IsMessagePackObject() && (IsKeyedByName(type) || Members(type).Select(Key).FirstOrDefault(key => key is not null)?.Value is string);

    /// <summary>Whether members are keyed by their names, without attributes.</summary>
    public static bool IsKeyedByName(INamedTypeSymbol type) =>
        type.Attribute(KnownNames.MessagePackObjectAttribute)!.ConstructorArguments.Any(argument => argument.Value is true);

    /// <summary>The members that are written or read, in the order in which MessagePack-CSharp finds them: properties before fields, those of base classes first.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        INamedTypeSymbol[] chain = [.. type.WithBases()];
        IPropertySymbol[] properties = [.. chain.SelectMany(each => each.GetMembers()).OfType<IPropertySymbol>().Where(property => !property.IsStatic && !property.IsIndexer)];
        var overridden = new HashSet<ISymbol>(properties.Select(property => property.OverriddenProperty).Where(property => property is not null)!, SymbolEqualityComparer.Default);
        return properties.Where(property => !overridden.Contains(property) && (IsPublic(property.GetMethod) || IsPublic(property.SetMethod)))
            .Concat<ISymbol>(chain.SelectMany(each => each.GetMembers()).OfType<IFieldSymbol>()
                .Where(field => field is { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false } && IsPublic(field)))
            .Where(member => Attribute(member, KnownNames.IgnoreMemberAttribute) is null && Attribute(member, KnownNames.IgnoreDataMemberAttribute) is null);
    }

    /// <summary>The key that the member's attribute gives it, or null.</summary>
    public static TypedConstant? Key(ISymbol member) => Attribute(member, KnownNames.KeyAttribute)?.ConstructorArguments.FirstOrDefault();

    /// <summary>The attribute on a member, or on the one that it overrides.</summary>
    public static AttributeData? Attribute(ISymbol member, string name)
    {
        for (ISymbol? current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            if (current.Attribute(name) is { } attribute)
                return attribute;
        }

        return null;
    }

    /// <summary>Whether everyone may use a symbol.</summary>
    public static bool IsPublic(ISymbol? symbol) => symbol is { DeclaredAccessibility: Accessibility.Public };
}
