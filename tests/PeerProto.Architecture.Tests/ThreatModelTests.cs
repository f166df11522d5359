using System.Reflection;
using System.Text.RegularExpressions;
using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>Holds docs/threat-model.md to the kinds of security there are, and its table of attacks to the tests and diagnoses there are.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "threat-model.md")).ReplaceLineEndings("\n");

    private static readonly Lazy<ILookup<string, string>> TestSources =
        new(static () => Repository.SourcesIn("tests").ToLookup(static path => Path.GetFileNameWithoutExtension(path), File.ReadAllText));

    public static TheoryData<string> Kinds =>
    [
        .. TypeNamed("PeerProto.Security", "PeerProto.PeerSecurity").GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static member => member is PropertyInfo || member is MethodInfo { IsSpecialName: false })
            .Select(static member => member.Name).Distinct(),
    ];

    public static TheoryData<string, string, string> Attacks => [.. AttackRow().Matches(AttackSection()).Select(static row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EachKindOfSecurity_SaysWhatItProtectsAgainstAndWhatNot(string kind)
    {
        string section = Page[Page.IndexOf($"### {kind}\n", StringComparison.Ordinal)..].Split("\n#")[0];
        Assert.Contains("rotect", section, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void EachAttack_NamesADiagnosisAndATestThatExist(string attack, string diagnosis, string test)
    {
        Assert.True(diagnosis == "—" || Enum.IsDefined(TypeNamed("PeerProto.Abstractions", "PeerProto.PeerDiagnosisCode"), diagnosis), $"{attack}: there is no diagnosis {diagnosis}.");
        string[] parts = test.Split('.');
        Assert.Contains(TestSources.Value[parts[0]], source => source.Contains($" {parts[1]}(", StringComparison.Ordinal));
    }

    [Fact]
    public void EachRowOfTheTable_IsRead() =>
        Assert.Equal(AttackSection().Split('\n').Count(static line => line.StartsWith('|')) - 2, Attacks.Count);

    [Theory]
    [InlineData("wrong key")]
    [InlineData("wrong pin")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("swapped certificate")]
    [InlineData("self-signed where an authority is required")]
    [InlineData("man in the middle during passcode")]
    [InlineData("man in the middle during short-code pairing")]
    [InlineData("man in the middle during QR pairing")]
    [InlineData("replayed ticket")]
    [InlineData("downgrade to None")]
    [InlineData("stripped client certificate on QUIC")]
    [InlineData("thousands of half-open handshakes")]
    [InlineData("a guess every millisecond")]
    [InlineData("claimed identifier of somebody else")]
    public void AttackThatMustNotBeMissing_IsInTheTable(string attack) => Assert.Contains($"\n| {attack}", AttackSection(), StringComparison.Ordinal);

    private static string AttackSection() => Page[Page.IndexOf("## Attacks\n", StringComparison.Ordinal)..];

    private static Type TypeNamed(string project, string name) =>
        Assembly.LoadFrom(Repository.Shipped.Single(each => each.Name == project).AssemblyPath).GetType(name, throwOnError: true)!;

    [GeneratedRegex(@"^\| ([^|]+?) \| [^|]+ \| `?([\w—]+)`? \| `(\w+\.\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex AttackRow();
}
