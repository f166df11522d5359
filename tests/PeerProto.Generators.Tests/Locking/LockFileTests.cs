using PeerProto.Generators.Locking;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Locking;

/// <summary>The text of lock files.</summary>
public sealed class LockFileTests
{
    private const string Chat =
        """
        namespace Demo;

        public enum Mood : byte { Calm, Loud = 7 }

        public static partial class Talk
        {
            [PeerMessage] public partial record Line([Member(0)] string Text, [Member(2)] Mood Mood, [Member(3)] Line? Answer);
        }

        [PeerMessage] public partial record Page([Member(0)] List<Talk.Line> Lines);

        [PeerContract("chat", Version = 3)]
        public partial interface IChat
        {
            [Channel(1)] IMessageChannel<Talk.Line> Lines { get; }
            [Call(2)] ValueTask<Page> ReadAsync(int first, string? topic, CancellationToken cancellationToken);
        }
        """;

    [Fact]
    public void LockOfAProject_HasALineForEachFact()
    {
        string[] lines = LockRun.Recorded(LockFile.Empty, Chat).ToString().Split('\n');
        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            """
            [unreleased]
            contract Demo.IChat chat 3
            channel Demo.IChat.Lines 1 reliable-ordered @Demo.Talk+Line
            call Demo.IChat.ReadAsync 2 unary (0:i32,1:str?) - @Demo.Page
            enum Demo.Mood
            value Demo.Mood.Calm 0
            value Demo.Mood.Loud 7
            message Demo.Page
            member Demo.Page.Lines 0 [@Demo.Talk+Line]
            message Demo.Talk+Line
            member Demo.Talk+Line.Text 0 str
            member Demo.Talk+Line.Mood 2 u8
            member Demo.Talk+Line.Answer 3 @Demo.Talk+Line?
            """,
            string.Join("\n", lines[2..^1]).Replace("!", "", StringComparison.Ordinal));
    }

    [Fact]
    public void TxtRecordThatAContractAdvertises_IsInNoLock()
    {
        const string Advertising =
            """
            public enum Openness { Open, Shut }
            [PeerTxtRecord] public partial record ChatTxt([TxtKey("open")] Openness Open, [TxtKey("people")] int People);
            """;
        string advertising = Chat.Replace("[PeerContract(", Advertising + "\n[Advertises<ChatTxt>, PeerContract(", StringComparison.Ordinal);
        Assert.NotEqual(Chat, advertising);
        Assert.Equal(LockRun.Recorded(LockFile.Empty, Chat).ToString(), LockRun.Recorded(LockFile.Empty, advertising).ToString());
    }

    [Fact]
    public void PrintedLock_ReadsAsItWas()
    {
        string text = LockRun.Recorded(LockRun.Released(("1.0.0", "[PeerMessage] public partial record struct Ping([Member(0)] int Number);")), Chat).ToString();
        LockFile file = LockFile.Parse(text, out var errors);
        Assert.Empty(errors);
        Assert.Equal(text, file.ToString());
    }

    [Fact]
    public void ExpandedShape_IsWhatTheGeneratorHashes()
    {
        IReadOnlyList<LockedType> types = LockRun.Types(Chat);
        LockState state = new LockState().With(types.SelectMany(type => type.Lines));
        string text = "contract chat\n" + string.Concat(types.Single(type => type.ServiceName == "chat").Entries
            .Select(entry => $"{entry.Word.ToString().ToLowerInvariant()} {entry.Id} {LockShapes.Expand(entry.Shape, state)}\n"));
        Assert.Contains(
            Generators.Parsing.Fingerprint.Of(text), GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, Chat)).Files["Demo.IChat.PeerContract.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void LaterVersion_HasOnlyWhatChanged()
    {
        LockFile file = LockRun.Released(("1.0.0", Chat), ("1.1.0", Chat.Replace("Version = 3", "Version = 4", StringComparison.Ordinal).Replace("[Call(2)]", "[Channel(3)] IMessageChannel<int> Numbers { get; }\n[Call(2)]", StringComparison.Ordinal)));
        Assert.Equal(
            ["contract Demo.IChat chat 4", "channel Demo.IChat.Numbers 3 reliable-ordered i32"],
            file.Sections[1].Entries.Select(entry => entry.ToString()));
        Assert.Empty(file.Sections[2].Entries);
    }

    [Fact]
    public void RemovedType_IsALine()
    {
        const string Without = "[PeerMessage] public partial record struct Ping([Member(0)] int Number);";
        LockFile file = LockRun.Recorded(LockRun.Released(("1.0.0", Without + "[PeerMessage] public partial record struct Pong([Member(0)] int Number);")), Without);
        Assert.Equal(["removed Pong"], file.Sections[1].Entries.Select(entry => entry.ToString()));
        Assert.Null(LockHistory.Of(file).Recorded.Find("Pong"));
    }

    [Fact]
    public void LinesOfBothSidesOfAMerge_NeedNoOrder()
    {
        LockFile file = LockFile.Parse("[unreleased]\nmember B.X 1 str\nmessage B\n\n# A note.\nmember B.X 1 str\nmember B.A 0 i32\n", out var errors);
        Assert.Empty(errors);
        Assert.Equal("[unreleased]\nmessage B\nmember B.A 0 i32\nmember B.X 1 str\n", file.ToString()[(file.ToString().IndexOf('[', StringComparison.Ordinal))..]);
    }

    [Theory]
    [InlineData("[unreleased]\nmessage A\n<<<<<<< HEAD\n", 3, "a merge left its marker: keep the lines of both sides, delete the markers, then run 'peerproto lock update'")]
    [InlineData("[unreleased]\n=======\n", 2, "a merge left its marker: keep the lines of both sides, delete the markers, then run 'peerproto lock update'")]
    [InlineData("message A\n", 1, "a section comes first: '[unreleased]' or '[released 1.0.0]'")]
    [InlineData("\n[released]\n", 2, "the head of a section reads '[unreleased]' or '[released 1.0.0]'")]
    [InlineData("[released 1 0]\n", 1, "the head of a section reads '[unreleased]' or '[released 1.0.0]'")]
    [InlineData("[released 1]\n[released 1]\n", 2, "there is a section '[released 1]' above: move these lines there")]
    [InlineData("[unreleased]\n[released 1]\n", 2, "'[unreleased]' comes last")]
    [InlineData("[unreleased]\nmessages A\n", 2, "'messages' is no word of a lock file")]
    [InlineData("[unreleased]\nmessage\n", 2, "a 'message' line reads 'message Type'")]
    [InlineData("[unreleased]\nmessage A\nmember A.X first str\n", 3, "a 'member' line reads 'member Type.Name id shape'")]
    [InlineData("[unreleased]\nmessage A\nmember X 1 str\n", 3, "a 'member' line reads 'member Type.Name id shape'")]
    [InlineData("[unreleased]\nmessage A\nmember A.X 1 str\nmember A.Y 1 i32\n", 4, "line 3 says something else about the same: 'member A.X 1 str'")]
    [InlineData("[unreleased]\nmember A.X 1 str\n", 2, "no line above tells what 'A' is")]
    [InlineData("[unreleased]\nmessage A\nmember A.X 1 [@B]?\n", 3, "no line tells what 'B' is")]
    [InlineData("[released 1]\nmessage A\nmember A.X 1 @B\n[unreleased]\nmessage B\n", 3, "no line tells what 'B' is")]
    [InlineData("[unreleased]\ncontract A chat one\n", 2, "a 'contract' line reads 'contract Type service-name version'")]
    public void BrokenFile_IsReportedByLine(string text, int line, string error)
    {
        LockFile.Parse(text, out var errors);
        Assert.Equal(new LockError(line, error), Assert.Single(errors));
    }

    [Fact]
    public void HopelessFile_GivesABoundedNumberOfErrors()
    {
        LockFile.Parse(string.Concat(Enumerable.Repeat("?\n", 10_000)), out var errors);
        Assert.Equal(20, errors.Count);
    }

    [Fact]
    public void EmptyFile_IsALockOfNothing()
    {
        LockFile file = LockFile.Parse("", out var errors);
        Assert.Empty(errors);
        Assert.Null(Assert.Single(file.Sections).Version);
    }
}
