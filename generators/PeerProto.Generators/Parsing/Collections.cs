using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>The generic types of the base library that travel.</summary>
internal static class Collections
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";
    private const string Frozen = "System.Collections.Frozen";

    /// <summary>By name in metadata: where the type stands, what it is on the wire, and its codec without the suffix.</summary>
    private static readonly Dictionary<string, (string Namespace, WireKind Kind, string Codec)> Rows = new()
    {
        ["Nullable`1"] = ("System", WireKind.Nullable, "Nullable"),
        ["List`1"] = (Generic, WireKind.Sequence, "List"),
        ["HashSet`1"] = (Generic, WireKind.Sequence, "HashSet"),
        ["SortedSet`1"] = (Generic, WireKind.Sequence, "SortedSet"),
        ["Queue`1"] = (Generic, WireKind.Sequence, "Queue"),
        ["Stack`1"] = (Generic, WireKind.Sequence, "Stack"),
        ["IEnumerable`1"] = (Generic, WireKind.Sequence, "Enumerable"),
        ["ICollection`1"] = (Generic, WireKind.Sequence, "AnyCollection"),
        ["IList`1"] = (Generic, WireKind.Sequence, "AnyList"),
        ["ISet`1"] = (Generic, WireKind.Sequence, "AnySet"),
        ["IReadOnlyCollection`1"] = (Generic, WireKind.Sequence, "ReadOnlyCollection"),
        ["IReadOnlyList`1"] = (Generic, WireKind.Sequence, "ReadOnlyList"),
        ["IReadOnlySet`1"] = (Generic, WireKind.Sequence, "ReadOnlySet"),
        ["Dictionary`2"] = (Generic, WireKind.Map, "Dictionary"),
        ["SortedDictionary`2"] = (Generic, WireKind.Map, "SortedDictionary"),
        ["IDictionary`2"] = (Generic, WireKind.Map, "AnyDictionary"),
        ["IReadOnlyDictionary`2"] = (Generic, WireKind.Map, "ReadOnlyDictionary"),
        ["ImmutableArray`1"] = (Immutable, WireKind.Sequence, "ImmutableArray"),
        ["ImmutableList`1"] = (Immutable, WireKind.Sequence, "ImmutableList"),
        ["ImmutableHashSet`1"] = (Immutable, WireKind.Sequence, "ImmutableHashSet"),
        ["ImmutableSortedSet`1"] = (Immutable, WireKind.Sequence, "ImmutableSortedSet"),
        ["ImmutableQueue`1"] = (Immutable, WireKind.Sequence, "ImmutableQueue"),
        ["ImmutableStack`1"] = (Immutable, WireKind.Sequence, "ImmutableStack"),
        ["IImmutableList`1"] = (Immutable, WireKind.Sequence, "AnyImmutableList"),
        ["IImmutableSet`1"] = (Immutable, WireKind.Sequence, "AnyImmutableSet"),
        ["IImmutableQueue`1"] = (Immutable, WireKind.Sequence, "AnyImmutableQueue"),
        ["IImmutableStack`1"] = (Immutable, WireKind.Sequence, "AnyImmutableStack"),
        ["ImmutableDictionary`2"] = (Immutable, WireKind.Map, "ImmutableDictionary"),
        ["ImmutableSortedDictionary`2"] = (Immutable, WireKind.Map, "ImmutableSortedDictionary"),
        ["IImmutableDictionary`2"] = (Immutable, WireKind.Map, "AnyImmutableDictionary"),
        ["FrozenSet`1"] = (Frozen, WireKind.Sequence, "FrozenSet"),
        ["FrozenDictionary`2"] = (Frozen, WireKind.Map, "FrozenDictionary"),
        ["KeyValuePair`2"] = (Generic, WireKind.Tuple, "KeyValuePair"),
    };

    /// <summary>Memory by its name in metadata: where the type stands, its codec for bytes, and the one for numbers of fixed size, if any.</summary>
    private static readonly Dictionary<string, (string Namespace, string Bytes, string? Numbers)> MemoryRows = new()
    {
        ["Memory`1"] = ("System", "ByteMemory", "PackedMemory"),
        ["ReadOnlyMemory`1"] = ("System", "ReadOnlyByteMemory", "PackedReadOnlyMemory"),
        ["ReadOnlySequence`1"] = ("System.Buffers", "ByteSequence", null),
    };

    /// <summary>Finds the form of such a type.</summary>
    /// <returns>Null where the type is none.</returns>
    public static WireForm? Find(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null)
            return null;
        ImmutableArray<ITypeSymbol> arguments = type.TypeArguments;
        if (Rows.TryGetValue(type.MetadataName, out (string Namespace, WireKind Kind, string Codec) row) && type.NamespaceOf() == row.Namespace)
            return new WireForm(row.Kind, type, row.Codec + "Codec", row.Kind == WireKind.Map ? KeyAndValue(arguments) : arguments);
        if (type.Name == "ValueTuple" && type.NamespaceOf() == "System")
            return new WireForm(WireKind.Tuple, type, "ValueTupleCodec", arguments);
        return MemoryRows.TryGetValue(type.MetadataName, out (string Namespace, string Bytes, string? Numbers) memory) && type.NamespaceOf() == memory.Namespace
            ? OfMemory(type, arguments[0], memory.Bytes, memory.Numbers)
            : null;
    }

    /// <summary>The types inside that are looked up in what is read: the keys of dictionaries and the elements of sets.</summary>
    public static ITypeSymbol? KeyOf(WireForm form) =>
        form.Kind == WireKind.Map || form.Codec.EndsWith("SetCodec", System.StringComparison.Ordinal) ? form.Inner[0] : null;

    /// <summary>Whether the collection keeps its keys in order.</summary>
    public static bool IsSorted(WireForm form) => form.Codec.Contains("Sorted");

    private static WireForm? OfMemory(INamedTypeSymbol type, ITypeSymbol element, string bytes, string? numbers) =>
        element.SpecialType == SpecialType.System_Byte ? new WireForm(WireKind.Binary, type, bytes + "Codec", [])
        : numbers is not null && Primitives.Find(element) is { Enum: null } number && Primitives.PackedSize(number.Name) > 0
            ? new WireForm(WireKind.Scalar, type, numbers + "Codec", [element]) { Shape = Primitives.Shape(number.Name) + "le" }
            : null;

    /// <summary>Keys are never null, also where the code that declares the dictionary says nothing about it.</summary>
    private static ImmutableArray<ITypeSymbol> KeyAndValue(ImmutableArray<ITypeSymbol> arguments) =>
        [arguments[0].WithNullableAnnotation(NullableAnnotation.NotAnnotated), arguments[1]];
}
