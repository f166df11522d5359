using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PeerProto.Discovery.Tests.Conformance;

/// <summary>Writes docs/discovery-conformance.md from the table of rules and the attributes of all test projects.</summary>
internal static partial class ConformancePage
{
    private static readonly (string Rfc, string Title)[] Parts = [("6762", "RFC 6762, Multicast DNS"), ("6763", "RFC 6763, DNS-Based Service Discovery")];

    public static string Write(IReadOnlyList<Requirement> requirements, ILookup<string, string> tests)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # What discovery keeps of RFC 6762 and RFC 6763

            Every rule of the two documents that a library can keep, in our words, with the tests that hold the code to it. Most run on virtual time. A recommendation in
            small letters counts as SHOULD. {requirements.Count(row => row.NeedsTest)} rules have tests; {requirements.Count(row => !row.NeedsTest)} say why they do not apply, or what is done instead.

            This page is written by a test from `tests/PeerProto.Discovery.Tests/Conformance/requirements.txt` and the attributes `[Conforms]` of the tests, and it fails
            where a rule has no test. After a change of either run `PEERPROTO_ACCEPT=1 dotnet test -c Release tests/PeerProto.Discovery.Tests`.

            """);
        foreach ((string rfc, string title) in Parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| rule | level | what it asks | held by |\n| --- | --- | --- | --- |\n");
            foreach (Requirement row in requirements.Where(row => row.Rfc == rfc))
            {
                string held = row.NeedsTest ? string.Join("<br>", tests[row.Id].Order(StringComparer.Ordinal).Select(test => $"`{test}`")) : row.Exception;
                page.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Level} | {row.Rule} | {held} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The tests of a source file by the rules that their attributes name.</summary>
    public static IEnumerable<(string Rule, string Test)> TestsIn(string fileName, string source)
    {
        var rules = new List<string>();
        foreach (Match match in AttributeOrMethod().Matches(source))
        {
            if (match.Groups["rules"].Success)
            {
                rules.AddRange(Quoted().Matches(match.Groups["rules"].Value).Select(rule => rule.Groups[1].Value));
                continue;
            }

            foreach (string rule in rules)
                yield return (rule, $"{Path.GetFileNameWithoutExtension(fileName)}.{match.Groups["method"].Value}");
            rules.Clear();
        }
    }

    [GeneratedRegex(@"^ +\[Conforms\((?<rules>[^)]*)\)\]|^    public (?:(?:static|async) )*[\w<>?]+ (?<method>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex AttributeOrMethod();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
