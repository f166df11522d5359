using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Documentation;

/// <summary>The code of <c>docs/contracts.md</c> compiles as it stands, and the analyzers have nothing to say about it.</summary>
public sealed partial class ContractsGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(DiagnosticPage.Folder, "..", "contracts.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Sections => [.. Heading().Matches(Guide).Select(heading => heading.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Code_IsClean(string section)
    {
        IReadOnlyList<(CSharpCompilation Compilation, string Code)> blocks = new DiagnosticPage(Guide).Compile(section);
        Assert.NotEmpty(blocks);
        foreach ((CSharpCompilation compilation, _) in blocks)
        {
            GeneratorRun.Of(compilation).AssertCompiles();
            Assert.Empty(await AnalyzerRun.Of(compilation));
        }
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
