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
        DiagnosticPage page = DiagnosticPage.Of(id);
        (CSharpCompilation compilation, string code) = Assert.Single(page.Compile("Violation"));
        string wireLock = page.LockOf("Violation") ?? "";
        IReadOnlyList<Diagnostic> reported = await AnalyzerRun.Of(compilation, page.LockOf("Violation"));
        Assert.Contains(id, code + wireLock, StringComparison.Ordinal);
        Assert.Equal(
            Marks(code, "// ", "code").Concat(Marks(wireLock, "# ", "lock", below: 1)).Order(StringComparer.Ordinal),
            reported.Select(Place).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task FixAndWhatIsNotReported_AreClean(string id)
    {
        DiagnosticPage page = DiagnosticPage.Of(id);
        Assert.Single(page.Compile("Fix"));
        foreach (string section in (string[])["Fix", "Not reported"])
        {
            foreach ((CSharpCompilation compilation, _) in page.Compile(section))
            {
                Assert.Empty(await AnalyzerRun.Of(compilation, page.LockOf(section)));
                GeneratorRun.Of(compilation).AssertCompiles();
            }
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

    private static string Place(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return $"{(place.Path == AnalyzerRun.LockPath ? "lock" : "code")} {place.StartLinePosition.Line}: {diagnostic.Id}";
    }

    /// <summary>The ids behind a comment sign, with the line they are expected on: their own, or in a lock file, whose comments have lines of their own, the one below.</summary>
    private static IEnumerable<string> Marks(string text, string sign, string file, int below = 0) => text.Split('\n').SelectMany((line, number) =>
        line.Contains(sign + "PEER", StringComparison.Ordinal)
            ? line[line.IndexOf(sign, StringComparison.Ordinal)..].Split(' ').Skip(1).Select(each => $"{file} {number + below}: {each}")
            : []);
}
