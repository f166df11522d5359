using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Analyzers;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>What the analyzers report about a compilation, with the generated code in it as in a real build.</summary>
internal static class AnalyzerRun
{
    /// <summary>Where the lock file of a run lies.</summary>
    public const string LockPath = "/Consumer/wire.peerlock";

    /// <summary>Runs the analyzers.</summary>
    /// <param name="compilation">The consumer.</param>
    /// <param name="wireLock">The text of its lock file, or null where it has none.</param>
    public static Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation compilation, string? wireLock = null) =>
        Of(compilation, wireLock is null ? [] : [new Text(LockPath, wireLock)]);

    /// <summary>Runs the analyzers with these files beside the sources.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation compilation, ImmutableArray<AdditionalText> files)
    {
        var analysis = new CompilationWithAnalyzers(
            GeneratorRun.Of(compilation).Output,
            [new MessageAnalyzer(), new ContractAnalyzer(), new AssemblyAnalyzer(), new BorrowingAnalyzer(), new LockAnalyzer(), new TxtAnalyzer()],
            new AnalyzerOptions(files));
        return await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The ids that the analyzers report about code, in order.</summary>
    public static async Task<string[]> Ids(string source) =>
        [.. (await Of(TestCompilation.Plain(DiagnosticPage.Usings, source))).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)];

    /// <summary>A file beside the sources.</summary>
    public sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
