using System.Text.RegularExpressions;

namespace PeerProto.Tests.Diagnosis;

/// <summary>Holds docs/diagnosis.md to the catalogue in the code, and to the tests that provoke each entry.</summary>
public sealed partial class CatalogueTests
{
    private const string ConnectionSection = "## The catalogue";
    private const string DiscoverySection = "## Discovery";

    private static readonly string Repository = FindRepository();

    /// <summary>What is by its nature none of the known.</summary>
    private static readonly string[] Unprovoked = [nameof(PeerDiagnosisCode.Unknown), nameof(DiscoveryProblem.Unknown)];

    [Fact]
    public void EachCode_HasItsEntryOnThePage() =>
        Assert.Equal(Enum.GetNames<PeerDiagnosisCode>().Order(StringComparer.Ordinal), Entries(ConnectionSection).Select(entry => entry.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void EachProblemOfDiscovery_HasItsEntryOnThePage() =>
        Assert.Equal(Enum.GetNames<DiscoveryProblem>().Order(StringComparer.Ordinal), Entries(DiscoverySection).Select(entry => entry.Code).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(ConnectionSection)]
    [InlineData(DiscoverySection)]
    public void EachEntry_NamesATestThatExists(string section)
    {
        string tests = Path.Combine(Repository, "tests");
        foreach ((string code, string test) in Entries(section))
        {
            if (test == "—")
            {
                Assert.Contains(code, Unprovoked);
                continue;
            }

            string[] parts = test.Split('.');
            string file = Assert.Single(Directory.GetFiles(tests, parts[0] + ".cs", SearchOption.AllDirectories));
            if (parts.Length > 1)
                Assert.Contains($" {parts[1]}(", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EachStage_HasItsDeadlineOnThePage()
    {
        string page = Page();
        Assert.All(Enum.GetNames<ConnectionStage>(), stage => Assert.Contains($"| {stage} | ", page, StringComparison.Ordinal));
    }

    private static List<(string Code, string Test)> Entries(string section) => [.. Rows().Matches(SectionOf(Page(), section)).Select(row => (row.Groups[1].Value, row.Groups[2].Value))];

    private static string SectionOf(string page, string title)
    {
        string text = page[page.IndexOf($"\n{title}\n", StringComparison.Ordinal)..];
        int end = text.IndexOf("\n## ", title.Length, StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string Page() => File.ReadAllText(Path.Combine(Repository, "docs", "diagnosis.md"));

    private static string FindRepository()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "PeerProto.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"^\| `(\w+)` \|.*\| `?([\w.—]+)`? \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
