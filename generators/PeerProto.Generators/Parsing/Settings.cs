using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads the optional settings of channels and calls from their attributes.</summary>
internal static class Settings
{
    /// <summary>Reads a number and reports one out of range.</summary>
    /// <returns>Null where the attribute does not say it.</returns>
    public static int? Read(AttributeData mark, string setting, string member, int least, int most, Findings findings)
    {
        if (Read(mark, setting) is not { } value)
            return null;
        if (value < least || value > most)
            findings.Report(DiagnosticCatalogue.SettingOutOfRange, mark, setting, value, member, least, most);
        return value;
    }

    /// <summary>Reads a number or the value of an enum.</summary>
    /// <returns>Null where the attribute does not say it.</returns>
    public static int? Read(AttributeData mark, string setting) =>
        mark.NamedArguments.FirstOrDefault(argument => argument.Key == setting).Value.Value is int value ? value : null;

    /// <summary>Whether the attribute says yes to a setting.</summary>
    public static bool IsSet(AttributeData mark, string setting) =>
        mark.NamedArguments.Any(argument => argument.Key == setting && argument.Value.Value is true);
}
