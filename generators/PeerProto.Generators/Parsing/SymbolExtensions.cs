using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PeerProto.Generators.Parsing;

/// <summary>Questions that the parsers ask about symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>How many types a type is made of at most, itself and all its arguments. Nobody writes larger ones.</summary>
    private const int MaxParts = 64;

    private static readonly SymbolDisplayFormat CodeFormat = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat PersonFormat = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    private static readonly SymbolDisplayFormat NamespaceFormat = CodeFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The type as generated code names it.</summary>
    public static string ToCode(this ITypeSymbol type) => type.ToDisplayString(CodeFormat);

    /// <summary>The symbol as messages to people name it.</summary>
    public static string ToText(this ISymbol symbol) =>
        symbol is ITypeSymbol ? symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : symbol.ToDisplayString(PersonFormat);

    /// <summary>The name, with an @ where it is a keyword; a type's also where it is one in some contexts, such as record.</summary>
    public static string ToIdentifier(this ISymbol symbol) =>
        symbol is ITypeSymbol && SyntaxFacts.GetContextualKeywordKind(symbol.Name) != SyntaxKind.None ? "@" + symbol.Name : Identifiers.Escape(symbol.Name);

    /// <summary>The namespace as written after the keyword, or null for the global one.</summary>
    public static string? NamespaceOf(this ISymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } containing
            ? containing.ToDisplayString(NamespaceFormat)
            : null;

    /// <summary>Whether the type, type arguments aside, has this namespace and name.</summary>
    public static bool Is(this ITypeSymbol type, string qualifiedName)
    {
        int end = qualifiedName.Length;
        for (ISymbol? current = type as INamedTypeSymbol; current is not null and not INamespaceSymbol { IsGlobalNamespace: true }; current = current.ContainingType ?? (ISymbol?)current.ContainingNamespace)
        {
            int start = end - current.Name.Length;
            if (start < 0 || start == end || string.CompareOrdinal(qualifiedName, start, current.Name, 0, end - start) != 0 || (start > 0 && qualifiedName[start - 1] != '.'))
                return false;
            end = start - 1;
        }

        return end < 0;
    }

    /// <summary>The attribute of this type on the symbol, or null.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string qualifiedName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Is(qualifiedName) == true)
                return attribute;
        }

        return null;
    }

    /// <summary>The attribute's first argument where it is an integer.</summary>
    public static int? IntegerArgument(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is int value ? value : null;

    /// <summary>Whether the type is marked as a message.</summary>
    public static bool IsMessage(this ITypeSymbol type) => type.Attribute(KnownNames.PeerMessageAttribute) is not null;

    /// <summary>Whether the type is <c>ReadOnlyMemory&lt;byte&gt;</c>.</summary>
    public static bool IsBytes(this ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } named && named.TypeArguments[0].SpecialType == SpecialType.System_Byte && type.Is("System.ReadOnlyMemory");

    /// <summary>Whether every declaration of the type in source says partial.</summary>
    public static bool IsPartial(this INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>What reopens the type's declaration.</summary>
    public static string ToPartial(this INamedTypeSymbol type) => "partial " + type switch
    {
        { TypeKind: TypeKind.Interface } => "interface ",
        { IsRecord: true, IsValueType: true } => "record struct ",
        { IsRecord: true } => "record ",
        { IsValueType: true } => "struct ",
        _ => "class ",
    } + type.ToIdentifier() + type.ParameterList();

    /// <summary>The type and those around it, from the inside out.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainingTypes(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    /// <summary>The type parameters of the types around the type and then its own.</summary>
    public static IEnumerable<ITypeParameterSymbol> AllTypeParameters(this INamedTypeSymbol type) =>
        type.WithContainingTypes().Reverse().SelectMany(current => current.TypeParameters);

    /// <summary>The type's own type parameters in angle brackets, or nothing.</summary>
    public static string ParameterList(this INamedTypeSymbol type) =>
        type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.ToIdentifier()))}>";

    /// <summary>The type arguments of the types around the type and then its own.</summary>
    public static IEnumerable<ITypeSymbol> AllTypeArguments(this INamedTypeSymbol type) =>
        type.WithContainingTypes().Reverse().SelectMany(current => current.TypeArguments);

    /// <summary>The type as generated code names it, with these arguments in the place of its own and of those of the types around it.</summary>
    public static string ToCode(this INamedTypeSymbol type, IEnumerable<string> typeArguments)
    {
        var rest = new Queue<string>(typeArguments);
        IEnumerable<string> names = type.WithContainingTypes().Reverse().Select(current =>
            current.ToIdentifier() + (current.Arity == 0 ? "" : $"<{string.Join(", ", Enumerable.Range(0, current.Arity).Select(_ => rest.Dequeue()))}>"));
        return $"global::{(type.NamespaceOf() is { } space ? space + "." : "")}{string.Join(".", names)}";
    }

    /// <summary>
    /// Whether a type is made of so many others that only a generic type that holds itself with ever larger arguments can be at work. What follows types from one to the next stops here,
    /// before it compares types of thousands of parts or runs out of stack.
    /// </summary>
    public static bool IsTooLarge(this ITypeSymbol type)
    {
        int left = MaxParts;
        return !Fits(type, ref left);
    }

    private static bool Fits(ITypeSymbol type, ref int left)
    {
        if (left-- == 0)
            return false;
        if (type is IArrayTypeSymbol array)
            return Fits(array.ElementType, ref left);
        foreach (ITypeSymbol argument in type is INamedTypeSymbol named ? named.AllTypeArguments() : [])
        {
            if (!Fits(argument, ref left))
                return false;
        }

        return true;
    }

    /// <summary>The type and the classes it derives from, from the top down, without <see cref="object"/> and the like.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(this INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            chain.Push(current);
        return chain;
    }

    /// <summary>Whether code outside the assembly can name the type.</summary>
    public static bool IsVisibleOutside(this INamedTypeSymbol type) =>
        type.WithContainingTypes().All(current => current.DeclaredAccessibility == Accessibility.Public);
}
