using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Diagnostics;

/// <summary>
/// Each diagnostic has a page whose violation is reported where the page says, and whose other code is clean. A diagnostic without a page fails
/// here, so there is none without a test.
/// </summary>
public sealed class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalogue.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Violation_IsReportedOnTheMarkedLines(string id)
    {
        (CSharpCompilation compilation, string code) = Assert.Single(DiagnosticPage.Of(id).Compile("Violation"));
        IReadOnlyList<Diagnostic> reported = await AnalyzerRun.Of(compilation);
        string[] lines = code.Split('\n');
        IEnumerable<string> expected = lines.SelectMany((line, number) =>
            line.Contains("// ", StringComparison.Ordinal) ? line[line.IndexOf("// ", StringComparison.Ordinal)..].Split(' ').Skip(1).Select(each => $"{number}: {each}") : []);
        Assert.Contains(id, code, StringComparison.Ordinal);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            reported.Select(each => $"{each.Location.GetLineSpan().StartLinePosition.Line}: {each.Id}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task FixAndWhatIsNotReported_AreClean(string id)
    {
        DiagnosticPage page = DiagnosticPage.Of(id);
        Assert.Single(page.Compile("Fix"));
        foreach ((CSharpCompilation compilation, _) in page.Compile("Fix").Concat(page.Compile("Not reported")))
        {
            Assert.Empty(await AnalyzerRun.Of(compilation));
            GeneratorRun.Of(compilation).AssertCompiles();
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_HasTheTitleOfTheCatalogue(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticCatalogue.All.Single(each => each.Id == id);
        Assert.Equal($"# {id}: {descriptor.Title}", DiagnosticPage.Of(id).Heading);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void PagesIndexAndCatalogue_ListTheSameDiagnostics()
    {
        string[] catalogue = [.. DiagnosticCatalogue.All.Select(descriptor => descriptor.Id)];
        Assert.Equal(catalogue.Distinct(), catalogue);
        Assert.Equal(catalogue, Directory.GetFiles(DiagnosticPage.Folder, "PEER*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        string index = File.ReadAllText(Path.Combine(DiagnosticPage.Folder, "README.md"));
        Assert.All(DiagnosticCatalogue.All, descriptor => Assert.Contains(
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} | {descriptor.Title} |", index, StringComparison.Ordinal));
    }
}
