using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Which types the value of a TXT entry may have, and how each is written and read.</summary>
internal static class TxtValues
{
    private const string Supported = "use string, bool, a number, an enum, Guid, byte[] or ReadOnlyMemory<byte>";

    /// <summary>The most bytes that each number takes with its sign, point and exponent.</summary>
    public static readonly IReadOnlyDictionary<SpecialType, int> Numbers = new Dictionary<SpecialType, int>
    {
        [SpecialType.System_SByte] = 4,
        [SpecialType.System_Byte] = 3,
        [SpecialType.System_Int16] = 6,
        [SpecialType.System_UInt16] = 5,
        [SpecialType.System_Int32] = 11,
        [SpecialType.System_UInt32] = 10,
        [SpecialType.System_Int64] = 20,
        [SpecialType.System_UInt64] = 20,
        [SpecialType.System_Single] = 14,
        [SpecialType.System_Double] = 24,
        [SpecialType.System_Decimal] = 31,
    };

    private const int GuidLength = 36;

    /// <summary>How a value of this type is written and read.</summary>
    /// <param name="type">The type.</param>
    /// <param name="mayStartAsTrue">Whether a yes or no may be a yes in a record without entries.</param>
    /// <returns>The value, or why there is none.</returns>
    public static (TxtValueModel? Value, string? Reason) Parse(ITypeSymbol type, bool mayStartAsTrue)
    {
        ITypeSymbol plain = Plain(type);
        bool isNullable = IsNullable(type);
        string suffix = isNullable ? "OrNull" : "";
        string code = plain.ToCode();
        string empty = $"default({type.ToCode()})";
        return plain switch
        {
            { SpecialType: SpecialType.System_String } => Of("Text", "ReadText" + suffix, "WriteText", isNullable ? empty : "\"\""),
            { SpecialType: SpecialType.System_Boolean } => Of("Boolean", "ReadBoolean" + suffix, isNullable || mayStartAsTrue ? "WriteBoolean" : "WriteFlag", empty),
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } =>
                Of("Number", $"ReadNumber{suffix}<{code}>", $"WriteNumber<{code}>", empty),
            _ when Numbers.ContainsKey(plain.SpecialType) => Of("Integer", $"ReadInteger{suffix}<{code}>", $"WriteNumber<{code}>", empty),
            { TypeKind: TypeKind.Enum } => OfEnum((INamedTypeSymbol)plain, suffix, code, empty),
            IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => Of("Bytes", "ReadBytes" + suffix, "WriteBytes", isNullable ? empty : "global::System.Array.Empty<byte>()"),
            _ when plain.IsBytes() => Of("Bytes", "ReadMemory" + suffix, "WriteMemory", empty),
            _ when plain.Is("System.Guid") => Of("Guid", "ReadGuid" + suffix, "WriteGuid", empty),
            { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => (null, "its size differs between machines, so use long or ulong"),
            _ => (null, Supported),
        };
    }

    /// <summary>The most bytes that values of this type can take where every type of it has such a limit; those of texts and bytes have none, and 0 always fits.</summary>
    public static int LongestOf(ITypeSymbol type, TxtValueModel value) => Plain(type) switch
    {
        { SpecialType: var number } when Numbers.TryGetValue(number, out int digits) => digits,
        { SpecialType: SpecialType.System_Boolean } => value.Writing == "WriteFlag" ? -1 : 1,
        { TypeKind: TypeKind.Enum } => value.Names.Select(name => Encoding.UTF8.GetByteCount(name.Text)).DefaultIfEmpty(0).Max(),
        _ => value.Kind == "Guid" ? GuidLength : 0,
    };

    private static (TxtValueModel? Value, string? Reason) Of(string kind, string reading, string writing, string empty) => (new TxtValueModel(kind, reading, writing, empty), null);

    private static (TxtValueModel? Value, string? Reason) OfEnum(INamedTypeSymbol type, string suffix, string code, string empty)
    {
        if (type.Attribute("System.FlagsAttribute") is not null)
            return (null, "it is a [Flags] enum, whose values have no name of their own; use a bool for each flag, or a number");
        List<TxtNameModel> names = [];
        var values = new HashSet<object>();
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.ConstantValue is not null))
            names.Add(new TxtNameModel(field.Name.ToLowerInvariant(), $"{code}.{field.ToIdentifier()}", values.Add(field.ConstantValue!)));
        if (names.GroupBy(name => name.Text, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            return (null, $"its names '{string.Join("' and '", twice.Select(name => name.Value.Substring(code.Length + 1)))}' differ only in case, which does not count");
        if (names.Count == 0)
            return (null, "it is an enum without names");
        return (new TxtValueModel("Name", $"ReadName{suffix}<{code}>", $"WriteName<{code}>", empty, names.ToEquatableArray()), null);
    }

    private static ITypeSymbol Plain(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Code without nullable annotations allows null everywhere.</summary>
    private static bool IsNullable(ITypeSymbol type) =>
        type.IsReferenceType ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
