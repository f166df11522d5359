using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds keys of dictionaries and elements of sets that could not be looked up, or not be sorted, once they are received.</summary>
internal static class Keys
{
    /// <summary>The first such key in a type that can travel, and why; or null.</summary>
    public static (ITypeSymbol Type, string Reason)? Find(WireForm form, WireScope scope)
    {
        if (Collections.KeyOf(form) is { } key)
        {
            if (WhyNeverEqual(key, scope) is { } reason)
                return (key, reason);
            if (Collections.IsSorted(form) && !HasOrder(key))
                return (key, "it has no order, so implement IComparable<T> or use a collection that is not sorted");
        }

        return form.Inner.Select(inner => Find(WireForm.Of(inner, scope)!, scope)).FirstOrDefault(found => found is not null);
    }

    private static string? WhyNeverEqual(ITypeSymbol key, WireScope scope) => WireForm.Of(key, scope) switch
    {
        { Kind: WireKind.Nullable or WireKind.Optional or WireKind.Tuple } form => form.Inner.Select(inner => WhyNeverEqual(inner, scope)).FirstOrDefault(reason => reason is not null),
        { Kind: WireKind.Binary or WireKind.Sequence or WireKind.Map } or { Kind: WireKind.Scalar, Inner.Length: > 0 } =>
            "no two values of it are equal, so use a string, a tuple or a record as key",
        { Kind: WireKind.Message, Type: INamedTypeSymbol { TypeKind: TypeKind.Class } message } when !OverridesEquals(message) =>
            "no two objects of it are equal, so make it a record or override Equals and GetHashCode",
        _ => null,
    };

    private static bool OverridesEquals(INamedTypeSymbol type) =>
        Bases(type).Any(each => each.IsRecord || each.GetMembers(nameof(Equals)).OfType<IMethodSymbol>().Any(method => method.IsOverride && method.Parameters.Length == 1));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
            yield return each;
    }

    private static bool HasOrder(ITypeSymbol key) => key switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => HasOrder(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TypeArguments.All(HasOrder),
        _ => key.AllInterfaces.Any(each => each.Is("System.IComparable")),
    };
}
