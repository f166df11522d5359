using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Reports what is wrong with surrogates and added cases, which stand on the assembly.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssemblyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticCatalogue.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.AttributeList);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword } list)
            return;
        var findings = new Findings(context.ReportDiagnostic);
        var scope = WireScope.Of(context.Compilation);
        foreach (AttributeData mark in context.Compilation.Assembly.GetAttributes().Where(mark => IsIn(list, mark)))
        {
            if (Surrogates.Read(mark) is var (foreign, surrogate))
                Surrogates.Check(mark, foreign, surrogate, scope, findings);
            else if (mark.AttributeClass?.Is(KnownNames.UnionCaseAttribute) == true)
                CheckCase(mark, scope, findings);
        }
    }

    private static bool IsIn(AttributeListSyntax list, AttributeData mark) =>
        mark.ApplicationSyntaxReference is { } place && place.SyntaxTree == list.SyntaxTree && list.Span.Contains(place.Span);

    private static void CheckCase(AttributeData mark, WireScope scope, Findings findings)
    {
        if (mark.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol union)
            findings.Report(DiagnosticCatalogue.UnionCaseMisplaced, mark, "assembly: UnionCase(typeof(the union), id, typeof(the case))");
        else if (!UnionCases.IsUnion(union.OriginalDefinition))
            findings.Report(DiagnosticCatalogue.UnionCaseForeign, mark, mark.ConstructorArguments.Last().Value is ITypeSymbol type ? type.ToText() : "null", union.ToText());
        else
            UnionCases.Of(union.OriginalDefinition, scope, findings.Only(mark));
    }
}
