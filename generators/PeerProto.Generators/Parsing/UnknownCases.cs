using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds, or plans, the type that stands for the cases of a union that this side does not know.</summary>
internal static class UnknownCases
{
    private const string GeneratedName = "Unknown";

    /// <summary>The type, or null where there is neither one nor room to generate one.</summary>
    public static UnknownCaseModel? Of(INamedTypeSymbol union)
    {
        if (Declared(union).FirstOrDefault() is { } declared)
            return new UnknownCaseModel(declared.ToCode(), UnknownDeclaration.None, HidesInherited: false, ComparesBase: false);
        if (!CanBeGenerated(union))
            return null;
        bool isRecord = union.IsRecord || union.TypeKind == TypeKind.Interface;
        IEnumerable<INamedTypeSymbol> inherited = union.TypeKind == TypeKind.Interface ? union.AllInterfaces : union.WithBases().Where(type => !SymbolEqualityComparer.Default.Equals(type, union));
        return new UnknownCaseModel(
            $"{union.ToCode()}.{GeneratedName}",
            isRecord ? UnknownDeclaration.Record : UnknownDeclaration.Class,
            HidesInherited: inherited.Any(HasUnknown),
            ComparesBase: union.IsRecord);
    }

    /// <summary>What keeps a type from standing for unknown cases, or null.</summary>
    public static string? WhyUnusable(INamedTypeSymbol type) => type switch
    {
        { IsAbstract: true } => "it is abstract",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct) } => "it is no class, record or struct",
        _ when !HasConstructor(type) => "it has no constructor that takes an int and a ReadOnlyMemory<byte>",
        _ when !HasProperty(type, "CaseId") || !HasProperty(type, "Payload") => "it has no properties 'CaseId' and 'Payload'",
        _ => null,
    };

    /// <summary>Whether there is a union that looks for its type for unknown cases where this one stands.</summary>
    public static bool HasUnion(INamedTypeSymbol type) =>
        type.WithBases().Concat(type.AllInterfaces).Any(each => each.IsMessage() && UnionCases.IsUnion(each) && Declared(each).Contains(type, SymbolEqualityComparer.Default));

    private static IEnumerable<INamedTypeSymbol> Declared(INamedTypeSymbol union)
    {
        INamespaceOrTypeSymbol around = union.ContainingType ?? (INamespaceOrTypeSymbol)union.ContainingNamespace;
        return union.GetTypeMembers().Concat(union.AllTypeParameters().Any() ? [] : around.GetTypeMembers())
            .Where(type => type.Attribute(KnownNames.UnknownCaseAttribute) is not null && UnionCases.IsA(type, union) && WhyUnusable(type) is null);
    }

    private static bool HasUnknown(INamedTypeSymbol type) => !type.GetMembers(GeneratedName).IsEmpty || (UnionCases.IsUnion(type) && CanBeGenerated(type));

    private static bool CanBeGenerated(INamedTypeSymbol union) =>
        union.IsMessage()
        && union.Locations.Any(location => location.IsInSource)
        && union.GetMembers(GeneratedName).All(member => member.Attribute(KnownNames.UnknownCaseAttribute) is not null)
        && (union.TypeKind == TypeKind.Interface
            ? union.AllInterfaces.Append(union).All(type => !type.GetMembers().Any(member => member.IsAbstract))
            : union.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty) && !HasOpenMembers(union));

    private static bool HasOpenMembers(INamedTypeSymbol union)
    {
        ISymbol[] members = [.. union.WithBases().SelectMany(type => type.GetMembers()).Where(member => !member.IsImplicitlyDeclared)];
        return members.Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || members.Any(member => member.IsAbstract && !members.Any(other => SymbolEqualityComparer.Default.Equals(Overridden(other), member)));
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IPropertySymbol property => property.OverriddenProperty,
        IMethodSymbol method => method.OverriddenMethod,
        IEventSymbol raised => raised.OverriddenEvent,
        _ => null,
    };

    private static bool HasConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Length == 2
        && constructor.Parameters[0].Type.SpecialType == SpecialType.System_Int32
        && constructor.Parameters[1].Type.IsBytes()
        && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal);

    private static bool HasProperty(INamedTypeSymbol type, string name) => type.WithBases().SelectMany(each => each.GetMembers(name)).OfType<IPropertySymbol>().Any(property =>
        property.GetMethod is not null && (name == "CaseId" ? property.Type.SpecialType == SpecialType.System_Int32 : property.Type.IsBytes()));
}
