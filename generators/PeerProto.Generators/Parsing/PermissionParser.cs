using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads the permission that a channel or call requires.</summary>
internal static class PermissionParser
{
    /// <summary>Reads it.</summary>
    /// <returns>Null where none is required, or an error was found.</returns>
    public static string? Parse(ISymbol member, Findings findings)
    {
        if (member.Attribute(KnownNames.RequiresAttribute) is not { } mark)
            return null;
        string permission = mark.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (permission.Length is > 0 and <= ProtocolLimits.MaxPermissionLength && !permission.Any(char.IsControl))
            return permission;
        findings.Report(DiagnosticCatalogue.PermissionInvalid, mark, member.Name, ProtocolLimits.MaxPermissionLength);
        return null;
    }

    /// <summary>Reports a permission that a member requires to no effect, since no peer can reach it by a contract.</summary>
    public static void CheckUnused(ISymbol member, Findings findings)
    {
        if (member.Attribute(KnownNames.RequiresAttribute) is { } mark)
            findings.Report(DiagnosticCatalogue.PermissionHasNoEffect, mark, member.Name);
    }
}
