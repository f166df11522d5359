using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerProto.Generators.Analyzers;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>What the analyzers report about a compilation, with the generated code in it as in a real build.</summary>
internal static class AnalyzerRun
{
    /// <summary>Runs the analyzers.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation compilation)
    {
        var analysis = new CompilationWithAnalyzers(GeneratorRun.Of(compilation).Output, [new MessageAnalyzer(), new ContractAnalyzer(), new AssemblyAnalyzer(), new BorrowingAnalyzer()], options: null);
        return await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The ids that the analyzers report about code, in order.</summary>
    public static async Task<string[]> Ids(string source) =>
        [.. (await Of(TestCompilation.Plain(DiagnosticPage.Usings, source))).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)];
}
