using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerProto.Generators.Parsing;

/// <summary>Makes names for generated code.</summary>
internal static class Identifiers
{
    /// <summary>The name, with an @ where it is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name with a small first letter, as locals and parameters have it.</summary>
    public static string Camel(string name)
    {
        string trimmed = name.TrimStart('_');
        return trimmed.Length == 0 || !char.IsLetter(trimmed[0]) ? name : char.ToLowerInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    /// <summary>The name with a large first letter, as members have it.</summary>
    public static string Pascal(string name)
    {
        string trimmed = name.TrimStart('_');
        return trimmed.Length == 0 || !char.IsLetter(trimmed[0]) ? name : char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    /// <summary>The name, or the name with a number where it is taken; takes it.</summary>
    public static string Take(string name, HashSet<string> taken)
    {
        string candidate = name;
        for (int number = 2; !taken.Add(candidate); number++)
            candidate = name + number.ToString(CultureInfo.InvariantCulture);
        return candidate;
    }
}
