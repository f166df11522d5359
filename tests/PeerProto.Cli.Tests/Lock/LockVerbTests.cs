using System.Text.Json;
using PeerProto.Cli.Lock;
using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Tests.Lock;

/// <summary>The verbs, given what a build told of the source. Real builds are in the tests of packages.</summary>
public sealed class LockVerbTests : IDisposable
{
    private const string Line = "message Line\nmember Line.Number 0 i32\n";
    private const string Wider = "message Line\nmember Line.Number 0 i64\n";
    private const string Other = "message Line\nmember Line.Number 0 str?\n";
    private const string Longer = Line + "member Line.Size 1 i32?\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-lock-test-");

    private string LockPath => Path.Combine(_folder.FullName, "Chat.peerlock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Init_WritesAllThatTheSourceIs()
    {
        Assert.True(Run(Line, verb => verb.Initialize()).IsGood);
        Assert.EndsWith("\n[unreleased]\n" + Line, File.ReadAllText(LockPath), StringComparison.Ordinal);
        Assert.Throws<LockException>(() => Run(Line, verb => verb.Initialize()));
    }

    [Fact]
    public void VerbWithoutALock_SaysHowToMakeOne() =>
        Assert.Contains("peerproto lock init", Assert.Throws<LockException>(() => Run(Line, verb => verb.Check())).Message, StringComparison.Ordinal);

    [Fact]
    public void BrokenLock_IsReportedWithFileAndLine()
    {
        File.WriteAllText(LockPath, "[unreleased]\n<<<<<<< HEAD\n");
        Assert.Contains("Chat.peerlock: line 2: a merge left its marker", Assert.Throws<LockException>(() => Run(Line, verb => verb.Update())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllowedChange_FailsTheCheckUntilItIsRecorded()
    {
        Run(Line, verb => verb.Initialize());
        Run(Line, verb => verb.Release("1.0.0"));
        LockOutcome check = Run(Longer, verb => verb.Check());
        Assert.False(check.IsGood);
        Assert.Equal("PEER0308", Assert.Single(check.Findings).Code);
        Assert.True(Run(Longer, verb => verb.Update()).IsGood);
        Assert.True(Run(Longer, verb => verb.Check()).IsGood);
        Assert.EndsWith("[released 1.0.0]\n" + Line + "\n[unreleased]\nmember Line.Size 1 i32?\n", File.ReadAllText(LockPath), StringComparison.Ordinal);
    }

    [Fact]
    public void ForbiddenChange_IsNeitherRecordedNorReleased()
    {
        Run(Line, verb => verb.Initialize());
        Run(Line, verb => verb.Release("1.0.0"));
        string before = File.ReadAllText(LockPath);
        foreach (LockOutcome outcome in (LockOutcome[])[Run(Other, verb => verb.Check()), Run(Other, verb => verb.Update()), Run(Other, verb => verb.Release("1.1.0"))])
        {
            Assert.False(outcome.IsGood);
            LockFinding finding = Assert.Single(outcome.Findings);
            Assert.Equal(("PEER0301", "1.0.0"), (finding.Code, Assert.Single(finding.Versions)));
        }

        Assert.Equal(before, File.ReadAllText(LockPath));
    }

    [Fact]
    public void RetiredVersion_ForbidsNothingMore()
    {
        Run(Line, verb => verb.Initialize());
        Run(Line, verb => verb.Release("1.0.0"));
        Run(Wider, verb => verb.Release("2.0.0"));
        Assert.True(Run(Wider, verb => verb.Retire("1.0.0")).IsGood);
        Assert.EndsWith("\n\n[released 2.0.0]\n" + Wider + "\n[unreleased]\n", File.ReadAllText(LockPath), StringComparison.Ordinal);
        Assert.True(Run(Wider, verb => verb.Retire("2.0.0")).IsGood);
        Assert.True(Run(Other, verb => verb.Update()).IsGood);
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("")]
    [InlineData("1 0")]
    [InlineData("[1]")]
    public void VersionThatCannotBeReleased_IsRefused(string version)
    {
        Run(Line, verb => verb.Initialize());
        Run(Line, verb => verb.Release("1.0.0"));
        Assert.Throws<LockException>(() => Run(Line, verb => verb.Release(version)));
    }

    [Fact]
    public void TypeThatIsGone_IsToBeRecorded()
    {
        Run(Line + "message Page\n", verb => verb.Initialize());
        Run(Line + "message Page\n", verb => verb.Release("1.0.0"));
        Assert.Equal("'Page' is gone from the source and still in the lock", Assert.Single(Run(Line, verb => verb.Check()).Findings).Text);
        Run(Line, verb => verb.Update());
        Assert.True(Run(Line, verb => verb.Check()).IsGood);
    }

    [Fact]
    public void FrameworksThatDiffer_AreRefused() =>
        Assert.Contains("--framework", Assert.Throws<LockException>(() => Types(Line + Wider)).Message, StringComparison.Ordinal);

    [Fact]
    public void JsonOutput_IsOneObject()
    {
        Run(Line, verb => verb.Initialize());
        Run(Line, verb => verb.Release("1.0.0"));
        using StringWriter writer = new();
        new JsonLockOutput(writer).Write(Run(Other, verb => verb.Check()));
        using JsonDocument document = JsonDocument.Parse(writer.ToString());
        Assert.False(document.RootElement.GetProperty("good").GetBoolean());
        JsonElement finding = document.RootElement.GetProperty("findings")[0];
        Assert.Equal(("PEER0301", true, "Line", 0), (finding.GetProperty("code").GetString(), finding.GetProperty("forbidden").GetBoolean(), finding.GetProperty("type").GetString(), finding.GetProperty("id").GetInt32()));
        Assert.Equal("1.0.0", finding.GetProperty("versions")[0].GetString());
    }

    [Fact]
    public void LineOutput_ShowsWhatComesAndGoes()
    {
        Run(Line, verb => verb.Initialize());
        using StringWriter writer = new();
        new LineLockOutput(writer, TextWriter.Null).Write(Run(Wider, verb => verb.Update()));
        Assert.Equal($"- member Line.Number 0 i32\n+ member Line.Number 0 i64\n'{LockPath}' is written.\n", writer.ToString().ReplaceLineEndings("\n"));
    }

    private LockOutcome Run(string source, Func<LockVerb, LockOutcome> run)
    {
        LockOutcome outcome = run(new LockVerb(LockPath, Types(source)));
        outcome.Save();
        return outcome;
    }

    private static IReadOnlyList<LockedType> Types(string source) =>
        LockBuild.Read(["// <auto-generated/>", .. source.Split('\n').Select(line => "// " + line)]);
}
