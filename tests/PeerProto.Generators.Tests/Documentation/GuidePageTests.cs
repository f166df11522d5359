using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Documentation;

/// <summary>The contracts on the guides' pages compile, and report what the pages say.</summary>
public sealed class GuidePageTests
{
    [Theory]
    [InlineData("delivery.md", "Contract")]
    [InlineData("calls.md", "Contract")]
    [InlineData("calls.md", "Byte streams")]
    public async Task Contract_CompilesAndReportsWhatThePageSays(string page, string section)
    {
        DiagnosticPage guide = new(File.ReadAllText(Path.Combine(DiagnosticPage.Folder, "..", page)).ReplaceLineEndings("\n"));
        IReadOnlyList<(CSharpCompilation Compilation, string Code)> blocks = guide.Compile(section);
        Assert.NotEmpty(blocks);
        foreach ((CSharpCompilation compilation, string code) in blocks)
        {
            GeneratorRun.Of(compilation).AssertCompiles();
            IReadOnlyList<Diagnostic> reported = await AnalyzerRun.Of(compilation);
            Assert.Equal(
                code.Split('\n').Where(line => line.Contains("// PEER", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("// ", StringComparison.Ordinal) + 3)..]),
                reported.Select(each => each.Id));
        }
    }
}
