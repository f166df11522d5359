using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Tells whether the default value of a type is one that the type allows: no null inside where it has no question mark.</summary>
internal static class Defaults
{
    /// <summary>How many structs are looked into: more come only from generic ones that grow without end.</summary>
    private const int MaxTypes = 4_096;

    /// <summary>Whether <c>default</c> can stand for a value of this type. Code without nullable annotations allows null everywhere.</summary>
    public static bool IsSound(ITypeSymbol type) => IsSound(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.IncludeNullability));

    /// <param name="type">The type.</param>
    /// <param name="seen">The structs that are looked at already; only code with errors comes to one again inside itself.</param>
    private static bool IsSound(ITypeSymbol type, HashSet<ITypeSymbol> seen) => type switch
    {
        ITypeParameterSymbol parameter => parameter.HasUnmanagedTypeConstraint || parameter.NullableAnnotation == NullableAnnotation.Annotated,
        { IsValueType: false } => type.NullableAnnotation != NullableAnnotation.NotAnnotated,
        { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => true,
        INamedTypeSymbol named => !IsImmutableArray(named) && (seen.Count == MaxTypes || named.IsTooLarge() || !seen.Add(named) || Parts(named).All(part => IsSound(part, seen))),
        _ => true,
    };

    /// <summary>What a value consists of: all its fields, and the members that travel, of which a reference does not always show the fields.</summary>
    private static IEnumerable<ITypeSymbol> Parts(INamedTypeSymbol type)
    {
        if (Collections.Find(type) is { Kind: WireKind.Tuple } tuple)
            return tuple.Inner;
        IEnumerable<ITypeSymbol> fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type);
        return type.IsMessage() || type.IsMessagePackObject()
            ? fields.Concat(MessageMembers.Of(type, new Findings()).Select(member => member.Type))
            : fields;
    }

    /// <summary>Whether the type is the one struct of the base library that is of no use by default although it says nothing of null.</summary>
    private static bool IsImmutableArray(INamedTypeSymbol type) => type.Is("System.Collections.Immutable.ImmutableArray");
}
