using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PeerProto.Discovery.Tests.Conformance;

/// <summary>Writes docs/discovery-conformance.md from the table of rules and the attributes of all test projects.</summary>
internal static partial class ConformancePage
{
    /// <summary>The project whose tests need the network lab, or programs of others.</summary>
    private const string LabProject = "PeerProto.Interop.Tests";

    private static readonly (string Rfc, string Title)[] Parts = [("6762", "RFC 6762, Multicast DNS"), ("6763", "RFC 6763, DNS-Based Service Discovery")];

    public static string Write(IReadOnlyList<Requirement> requirements, ILookup<string, ConformingTest> tests)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # What discovery keeps of RFC 6762 and RFC 6763

            Every rule of the two documents that a library can keep, in our words, with the tests that hold the code to it. Most run on virtual time. A recommendation in
            small letters counts as SHOULD. {requirements.Count(row => row.NeedsTest)} rules have tests; {requirements.Count(row => !row.NeedsTest)} say why they do not apply, or what is done instead.

            A test marked *lab* sends real packets through network namespaces of Linux, some to programs of others, and is skipped where these are missing. {requirements.Count(row => row.NeedsTest && tests[row.Id].All(test => test.IsOfTheLab))} rules
            are held by such tests only, and say so.

            This page is written by a test from `tests/PeerProto.Discovery.Tests/Conformance/requirements.txt` and the attributes `[Conforms]` of the tests, and it fails
            where a rule has no test. After a change of either run `PEERPROTO_ACCEPT=1 dotnet test -c Release tests/PeerProto.Discovery.Tests`.

            """);
        foreach ((string rfc, string title) in Parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| rule | level | what it asks | held by |\n| --- | --- | --- | --- |\n");
            foreach (Requirement row in requirements.Where(row => row.Rfc == rfc))
            {
                string held = row.NeedsTest ? HeldBy([.. tests[row.Id]]) : row.Exception;
                page.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Level} | {row.Rule} | {held} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The methods of a source file whose attributes name rules.</summary>
    public static IEnumerable<ConformingTest> TestsIn(string path, string source)
    {
        bool isOfTheLab = path.Split(Path.DirectorySeparatorChar).Contains(LabProject);
        var rules = new List<string>();
        bool isRun = false;
        foreach (Match match in AttributeOrMethod().Matches(source))
        {
            if (match.Groups["rules"].Success)
            {
                rules.AddRange(Quoted().Matches(match.Groups["rules"].Value).Select(rule => rule.Groups[1].Value));
            }
            else if (match.Groups["test"].Success)
            {
                isRun = !match.Groups["arguments"].Value.Contains("Skip", StringComparison.Ordinal);
            }
            else
            {
                if (rules.Count > 0)
                    yield return new ConformingTest($"{Path.GetFileNameWithoutExtension(path)}.{match.Groups["method"].Value}", [.. rules], isRun, isOfTheLab);
                rules.Clear();
                isRun = false;
            }
        }
    }

    private static string HeldBy(ConformingTest[] tests) =>
        (Array.TrueForAll(tests, test => test.IsOfTheLab) ? "**in the lab only:** " : "")
        + string.Join("<br>", tests.OrderBy(test => test.Name, StringComparer.Ordinal).Select(test => test.IsOfTheLab ? $"`{test.Name}` *lab*" : $"`{test.Name}`"));

    [GeneratedRegex(@"^ +\[Conforms\((?<rules>[^)]*)\)\]|^ +\[(?<test>Fact|Theory)\b(?<arguments>[^\]]*)\]|^    public (?:(?:static|async) )*[\w<>?]+ (?<method>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex AttributeOrMethod();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
