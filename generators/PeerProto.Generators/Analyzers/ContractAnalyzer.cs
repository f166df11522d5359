using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Reports what keeps a contract from being generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticCatalogue.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = new Findings(context.ReportDiagnostic);
        if (type.TypeKind == TypeKind.Interface && type.Attribute(KnownNames.PeerContractAttribute) is { } attribute)
        {
            ContractParser.Parse(type, attribute, context.Compilation, findings, context.CancellationToken);
            return;
        }

        AdvertisedTxt.CheckUnused(type, findings);
        foreach (ISymbol member in type.GetMembers())
            PermissionParser.CheckUnused(member, findings);
    }
}
