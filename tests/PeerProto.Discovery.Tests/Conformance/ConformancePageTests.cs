using System.Runtime.CompilerServices;

namespace PeerProto.Discovery.Tests.Conformance;

public sealed class ConformancePageTests
{
    private const string AcceptVariable = "PEERPROTO_ACCEPT";

    private static readonly string Folder = Path.GetDirectoryName(ThisFile())!;
    private static readonly string TestsFolder = Path.GetFullPath(Path.Combine(Folder, "..", ".."));
    private static readonly string PagePath = Path.Combine(TestsFolder, "..", "docs", "discovery-conformance.md");

    private static readonly IReadOnlyList<Requirement> Requirements = Requirement.ReadAll(File.ReadAllText(Path.Combine(Folder, "requirements.txt")));

    private static readonly ILookup<string, string> Tests = Directory.EnumerateFiles(TestsFolder, "*Tests.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(path => ConformancePage.TestsIn(path, File.ReadAllText(path)))
        .ToLookup(entry => entry.Rule, entry => entry.Test);

    [Fact]
    public void Page_IsWhatTheTableAndTheTestsGive()
    {
        string page = ConformancePage.Write(Requirements, Tests);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(PagePath, page);

        Assert.True(page == File.ReadAllText(PagePath).ReplaceLineEndings("\n"), $"docs/discovery-conformance.md is not what the table and the tests give: run the tests with {AcceptVariable}=1.");
    }

    [Fact]
    public void EveryRuleThatApplies_HasATest() => Assert.Empty(Requirements.Where(row => row.NeedsTest && !Tests.Contains(row.Id)).Select(row => row.Id));

    [Fact]
    public void EveryAttribute_NamesARuleThatApplies() => Assert.Empty(Tests.Select(rule => rule.Key).Except(Requirements.Where(row => row.NeedsTest).Select(row => row.Id)));

    [Fact]
    public void Identifiers_AreUnique() => Assert.Equal(Requirements.Count, Requirements.Select(row => row.Id).Distinct().Count());

    [Theory]
    [InlineData("6762-8.1-a | PERHAPS | rule |")]
    [InlineData("6762-8.1-a | MUST | rule | instead: nothing")]
    [InlineData("6762-8.1-a | MUST | rule | because")]
    [InlineData("6762 | MUST | rule |")]
    public void RowThatSaysNothing_IsRefused(string row) => Assert.Throws<FormatException>(() => Requirement.ReadAll(row));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
