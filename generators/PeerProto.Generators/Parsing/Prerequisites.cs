using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Checks that generated code would compile where the type stands.</summary>
internal static class Prerequisites
{
    /// <summary>What codecs need: static abstract members in interfaces.</summary>
    public const LanguageVersion ForMessages = LanguageVersion.CSharp11;

    /// <summary>What contracts need: extension properties.</summary>
    public const LanguageVersion ForContracts = LanguageVersion.CSharp14;

    /// <summary>Reports a language version that is too low and a missing reference.</summary>
    public static void Check(INamedTypeSymbol type, Compilation compilation, LanguageVersion needed, string neededType, Findings findings)
    {
        if (compilation is CSharpCompilation { LanguageVersion: var version } && version < needed)
            findings.Report(DiagnosticCatalogue.LanguageVersionTooLow, type, type.Name, needed.ToDisplayString());
        if (compilation.GetTypeByMetadataName(neededType) is null)
            findings.Report(DiagnosticCatalogue.ReferenceMissing, type, type.Name, neededType);
    }
}
