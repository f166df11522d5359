using Microsoft.CodeAnalysis;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>The types of fixed largest size: what the writer and reader call them, their size in bytes, and their name in a wire shape.</summary>
internal static class Primitives
{
    /// <summary>The size of nil, which stands in gaps.</summary>
    public const int NilSize = 1;

    private const int MaxFixCount = 15;

    /// <summary>Finds a primitive type; an enum is its underlying type with a cast.</summary>
    /// <returns>Null where the type is none.</returns>
    public static PrimitiveModel? Find(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying })
            return Find(underlying) is { } number ? number with { Enum = type.ToCode(), Underlying = underlying.ToCode() } : null;
        return Name(type) is { } name ? new PrimitiveModel(name, Size(name), null, null) : null;
    }

    /// <summary>The most bytes a value of the primitive type takes.</summary>
    public static int Size(string name) => name switch
    {
        "Boolean" => 1,
        "Byte" or "SByte" => 2,
        "Int16" or "UInt16" or "Char" => 3,
        "Int32" or "UInt32" or "Single" or "Half" or "Rune" or "DateOnly" => 5,
        "DateTime" => 15,
        "Guid" or "Int128" or "UInt128" => 18,
        "DateTimeOffset" => 19,
        "Decimal" => 32,
        _ => 9,
    };

    /// <summary>How many bytes a number takes where many are packed together; 0 for types that cannot be packed.</summary>
    public static int PackedSize(string name) => name switch
    {
        "SByte" => 1,
        "Int16" or "UInt16" or "Char" or "Half" => 2,
        "Int32" or "UInt32" or "Single" => 4,
        "Int64" or "UInt64" or "Double" => 8,
        _ => 0,
    };

    /// <summary>The size of a message's array header.</summary>
    public static int ArrayHeaderSize(int length) => length <= MaxFixCount ? 1 : 3;

    /// <summary>The primitive type's name in a wire shape. Types with the same bytes share one, if each takes all that the other sends.</summary>
    public static string Shape(string name) => name switch
    {
        "Boolean" => "bool",
        "Byte" => "u8",
        "SByte" => "i8",
        "Int16" => "i16",
        "UInt16" or "Char" => "u16",
        "Int32" => "i32",
        "UInt32" => "u32",
        "Int64" or "TimeSpan" => "i64",
        "UInt64" => "u64",
        "Int128" => "i128",
        "UInt128" => "u128",
        "Half" => "f16",
        "Single" => "f32",
        "Double" => "f64",
        "Decimal" => "decimal",
        "Rune" => "rune",
        "Guid" => "guid",
        "DateOnly" => "date",
        "TimeOnly" => "time",
        "DateTime" => "datetime",
        _ => "datetimeoffset",
    };

    private static string? Name(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Char => "Char",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        SpecialType.System_DateTime => "DateTime",
        _ when type.TypeKind != TypeKind.Struct => null,
        _ when type.Is("System.Guid") => "Guid",
        _ when type.Is("System.DateTimeOffset") => "DateTimeOffset",
        _ when type.Is("System.TimeSpan") => "TimeSpan",
        _ when type.Is("System.DateOnly") => "DateOnly",
        _ when type.Is("System.TimeOnly") => "TimeOnly",
        _ when type.Is("System.Half") => "Half",
        _ when type.Is("System.Int128") => "Int128",
        _ when type.Is("System.UInt128") => "UInt128",
        _ when type.Is("System.Text.Rune") => "Rune",
        _ => null,
    };
}
