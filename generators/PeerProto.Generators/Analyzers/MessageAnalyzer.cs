using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Reports what keeps a message from being generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MessageAnalyzer : DiagnosticAnalyzer
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
        if (type.Attribute(KnownNames.UnknownCaseAttribute) is { } unknown)
            CheckUnknown(type, unknown, findings);
        if (type.IsMessage())
            MessageParser.Parse(type, context.Compilation, findings, context.CancellationToken);
        else if (!type.IsAbstract && type.GetMembers().FirstOrDefault(member => member.Attribute(KnownNames.MemberAttribute) is not null) is { } stray)
            findings.Report(DiagnosticCatalogue.MemberOutsideMessage, stray, stray.Name, type.Name);
        else if (type.Attribute(KnownNames.UnionCaseAttribute) is { } strayCase)
            findings.Report(DiagnosticCatalogue.MemberOutsideMessage, strayCase, "UnionCase", type.Name);
    }

    private static void CheckUnknown(INamedTypeSymbol type, AttributeData mark, Findings findings)
    {
        string? reason = UnknownCases.WhyUnusable(type) ?? (UnknownCases.HasUnion(type) ? null : "neither what it stands in nor what it stands beside is a union that it derives from");
        if (reason is not null)
            findings.Report(DiagnosticCatalogue.UnknownCaseUnusable, mark, type.Name, reason);
    }
}
