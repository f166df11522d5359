using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Reports what keeps a TXT record from being generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TxtAnalyzer : DiagnosticAnalyzer
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
        if (type.Attribute(KnownNames.PeerTxtRecordAttribute) is not null)
            TxtRecordParser.Parse(type, context.Compilation, findings, context.CancellationToken);
        else if (!type.IsAbstract && TxtMembers.FirstMarked(type) is { } stray)
            findings.Report(DiagnosticCatalogue.TxtKeyOutsideRecord, stray, stray.Name, type.Name);
    }
}
