using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerProto.Generators.Parsing;

/// <summary>Writes constants as C#.</summary>
internal static class Literals
{
    /// <summary>The default value of an optional parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="absent">What stands for null and for the default of a struct, or null where nothing does.</param>
    public static string DefaultOf(IParameterSymbol parameter, string? absent)
    {
        if (parameter.ExplicitDefaultValue is not { } value)
            return absent ?? (parameter.Type.IsReferenceType ? "null!" : "default!");
        ITypeSymbol plain = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        string literal = Of(value);
        return plain.TypeKind != TypeKind.Enum ? literal
            : literal.StartsWith("-", StringComparison.Ordinal) ? $"({plain.ToCode()})({literal})"
            : $"({plain.ToCode()}){literal}";
    }

    /// <summary>The text as a C# string literal.</summary>
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Of(object value) => value switch
    {
        string text => Of(text),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool flag => flag ? "true" : "false",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        byte number => "(byte)" + number.ToString(CultureInfo.InvariantCulture),
        sbyte number => $"(sbyte)({number.ToString(CultureInfo.InvariantCulture)})",
        short number => $"(short)({number.ToString(CultureInfo.InvariantCulture)})",
        ushort number => "(ushort)" + number.ToString(CultureInfo.InvariantCulture),
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };
}
