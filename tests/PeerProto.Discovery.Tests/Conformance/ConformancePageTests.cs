using System.Runtime.CompilerServices;

namespace PeerProto.Discovery.Tests.Conformance;

public sealed class ConformancePageTests
{
    private const string AcceptVariable = "PEERPROTO_ACCEPT";

    private static readonly string Folder = Path.GetDirectoryName(ThisFile())!;
    private static readonly string TestsFolder = Path.GetFullPath(Path.Combine(Folder, "..", ".."));
    private static readonly string PagePath = Path.Combine(TestsFolder, "..", "docs", "discovery-conformance.md");

    private static readonly IReadOnlyList<Requirement> Requirements = Requirement.ReadAll(File.ReadAllText(Path.Combine(Folder, "requirements.txt")));

    private static readonly ConformingTest[] Marked = [.. Directory.EnumerateFiles(TestsFolder, "*Tests.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(path => ConformancePage.TestsIn(path, File.ReadAllText(path)))];

    private static readonly ILookup<string, ConformingTest> Tests = Marked.Where(test => test.IsRun)
        .SelectMany(test => test.Rules, (test, rule) => (Rule: rule, Test: test))
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
    public void EveryAttribute_StandsOnATestThatIsRun() => Assert.Empty(Marked.Where(test => !test.IsRun).Select(test => test.Name));

    [Theory]
    [InlineData("[Fact]", true)]
    [InlineData("[Theory]", true)]
    [InlineData("[Fact(Timeout = 5)]", true)]
    [InlineData("[Fact(Skip = \"later\")]", false)]
    [InlineData("[Theory(SkipUnless = nameof(HasLab), Skip = \"no lab\")]", false)]
    [InlineData("// [Fact]", false)]
    [InlineData("[Factor]", false)]
    [InlineData("", false)]
    public void Attribute_CountsOnAFactOrTheoryThatIsNotSkipped(string attribute, bool isRun)
    {
        string source = $"public class SomeTests\n{{\n    [Fact]\n    public void Other()\n    {{\n    }}\n\n    {attribute}\n    [Conforms(\"1-2-a\", \"1-2-b\")]\n    public async Task It_Holds()\n";

        ConformingTest test = Assert.Single(ConformancePage.TestsIn("SomeTests.cs", source));

        Assert.Equal(("SomeTests.It_Holds", isRun, false), (test.Name, test.IsRun, test.IsOfTheLab));
        Assert.Equal(["1-2-a", "1-2-b"], test.Rules);
    }

    [Fact]
    public void RowHeldInTheLabOnly_SaysSo()
    {
        ConformingTest ours = new("A.B", ["6762-1-a"], IsRun: true, IsOfTheLab: false);
        ConformingTest lab = new("C.D", ["6762-1-a", "6762-1-b"], IsRun: true, IsOfTheLab: true);
        string page = ConformancePage.Write(
            Requirement.ReadAll("6762-1-a | MUST | one |\n6762-1-b | MUST | two |"),
            new[] { ("6762-1-a", ours), ("6762-1-a", lab), ("6762-1-b", lab) }.ToLookup(entry => entry.Item1, entry => entry.Item2));

        Assert.Contains("| `A.B`<br>`C.D` *lab* |", page, StringComparison.Ordinal);
        Assert.Contains("| **in the lab only:** `C.D` *lab* |", page, StringComparison.Ordinal);
        Assert.Contains("1 rules", page, StringComparison.Ordinal);
    }

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
