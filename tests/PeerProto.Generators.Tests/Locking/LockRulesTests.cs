using Microsoft.CodeAnalysis;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Locking;

/// <summary>What a lock forbids, allows and wants recorded: released code above, changed code below.</summary>
public sealed class LockRulesTests
{
    public static TheoryData<string, string, string> Forbidden => new()
    {
        // Another type, also deep inside.
        { "[PeerMessage] public partial record A([Member(0)] int? X);", "[PeerMessage] public partial record A([Member(0)] string? X);", "PEER0301" },
        { "[PeerMessage] public partial record A([Member(0)] List<int> X);", "[PeerMessage] public partial record A([Member(0)] List<string> X);", "PEER0301" },
        {
            "[PeerMessage] public partial record A([Member(0)] B X); [PeerMessage] public partial record B([Member(0)] int X);",
            "[PeerMessage] public partial record A([Member(0)] C X); [PeerMessage] public partial record C([Member(0)] string X);",
            "PEER0301"
        },
        {
            "[PeerMessage] public partial record A([Member(0)] B X); [PeerMessage] public partial record B([Member(0)] int X);",
            "[PeerMessage] public partial record A([Member(0)] B X); [PeerMessage] public partial record B([Member(0)] string X);",
            "PEER0301"
        },
        { Contract("[Channel(1)] IMessageChannel<int> X { get; }"), Contract("[Channel(1)] IMessageChannel<string> X { get; }"), "PEER0301" },
        { Contract("[Channel(1)] IMessageChannel<int> X { get; }"), Contract("[Call(1)] ValueTask<int> X();"), "PEER0301" },
        { Contract("[Call(1)] ValueTask<int> X();"), Contract("[Call(1)] IAsyncEnumerable<int> X();"), "PEER0301" },
        { Contract("[Call(1)] ValueTask<int> X(string a);"), Contract("[Call(1)] ValueTask<int> X(int a);"), "PEER0301" },

        // Gone without a word.
        { "[PeerMessage] public partial record A([Member(0)] int? X, [Member(1)] int? Y);", "[PeerMessage] public partial record A([Member(0)] int? X);", "PEER0302" },
        { Contract("[Channel(1)] IMessageChannel<int> X { get; } [Call(2)] ValueTask Y();"), Contract("[Channel(1)] IMessageChannel<int> X { get; }"), "PEER0302" },

        // A gap is sent as nil, which a string cannot be.
        { "[PeerMessage] public partial record A([Member(0)] string X, [Member(1)] int? Y);", "[PeerMessage] public partial record A([Member(1)] int? Y);", "PEER0303" },

        { "[PeerMessage] public partial record A([Member(0)] int X, [Member(1)] string Y);", "[PeerMessage] public partial record A([Member(0)] int X);", "PEER0303" },

        // What must be there and does not come.
        { "[PeerMessage] public partial record A([Member(0)] int X);", "[PeerMessage] public partial record A([Member(0)] int X, [Member(1)] string Y);", "PEER0304" },

        { Contract("[Channel(1)] IMessageChannel<int> X { get; }"), Contract("[Channel(1)] IMessageChannel<int> X { get; }").Replace("\"a\"", "\"b\"", StringComparison.Ordinal), "PEER0306" },
    };

    public static TheoryData<string, string> Allowed => new()
    {
        // Names do not travel.
        { "[PeerMessage] public partial record A([Member(0)] int X);", "[PeerMessage] public partial record A([Member(0)] int Y);" },
        {
            "[PeerMessage] public partial record A([Member(0)] B X); [PeerMessage] public partial record B([Member(0)] int X);",
            "[PeerMessage] public partial record A([Member(0)] C X); [PeerMessage] public partial record C([Member(0)] int Y);"
        },
        { Contract("[Channel(1)] IMessageChannel<int> X { get; }"), Contract("[Channel(1)] IMessageChannel<int> Z { get; }").Replace("IA", "IZ", StringComparison.Ordinal) },

        // Wider, more, with a default.
        { "[PeerMessage] public partial record A([Member(0)] int X);", "[PeerMessage] public partial record A([Member(0)] long X);" },
        { "[PeerMessage] public partial record A([Member(0)] int X);", "[PeerMessage] public partial record A([Member(0)] int X, [Member(1)] string? Y);" },
        { "public enum E { One } [PeerMessage] public partial record A([Member(0)] E X);", "public enum E { One, Two } [PeerMessage] public partial record A([Member(0)] E X);" },
        { Contract("[Channel(1)] IMessageChannel<int> X { get; }"), Contract("[Channel(1)] IMessageChannel<int> X { get; } [Call(2)] ValueTask Y();") },
        { "[PeerMessage] public partial record A([Member(0)] int X);", "[PeerMessage] public partial record A([Member(0)] int X); [PeerMessage] public partial record B([Member(0)] string Y);" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task ForbiddenChange_NamesTheVersionsItBreaks(string released, string changed, string id)
    {
        LockFile file = LockRun.Released(("1.0.0", released), ("1.1.0", released));
        Diagnostic[] reported = await LockRun.ReportedAsync(changed, LockRun.Recorded(file, changed));
        Diagnostic error = Assert.Single(reported, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(id, error.Id);
        Assert.Contains("1.0.0, 1.1.0", error.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task ForbiddenChangeOfWhatIsNotReleased_IsFree(string recorded, string changed, string id)
    {
        Assert.NotEmpty(id);
        LockFile file = LockRun.Recorded(LockRun.Recorded(LockFile.Empty, recorded), changed);
        Assert.Empty(await LockRun.ReportedAsync(changed, file));
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task AllowedChange_IsQuietOnceRecorded(string released, string changed)
    {
        LockFile file = LockRun.Recorded(LockRun.Released(("1.0.0", released)), changed);
        Assert.All(await LockRun.ReportedAsync(changed, file), diagnostic => Assert.Equal("PEER0307", diagnostic.Id));
    }

    [Theory]
    [InlineData("[PeerMessage] public partial record A([Member(0)] long X);", "'member A.X 0 i32' in the lock is 'member A.X 0 i64' now; mind that 'X' is i32 in 1.0.0 and i64 now")]
    [InlineData("[PeerMessage] public partial record A([Member(0)] int X, [Member(1)] int? Y);", "'member A.Y 1 i32?' is not in the lock")]
    [InlineData("[PeerMessage] public partial record A([Member(0)] int X); [PeerMessage] public partial record B([Member(0)] int X);", "'B' is not in the lock")]
    public async Task ChangeThatIsNotRecorded_IsReported(string changed, string message)
    {
        LockFile file = LockRun.Released(("1.0.0", "[PeerMessage] public partial record A([Member(0)] int X);"));
        Diagnostic warning = Assert.Single(await LockRun.ReportedAsync(changed, file));
        Assert.Equal("PEER0308", warning.Id);
        Assert.StartsWith(message, warning.GetMessage().Replace("0! ", "0 ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenamedMember_NeedsNoRecord()
    {
        LockFile file = LockRun.Released(("1.0.0", "[PeerMessage] public partial record A([Member(0)] int X);"));
        Assert.Empty(await LockRun.ReportedAsync("[PeerMessage] public partial record A([Member(0)] int Y);", file));
    }

    [Fact]
    public async Task ContractThatDiffersFromItsReleasedVersion_HasToBeHigher()
    {
        LockFile file = LockRun.Released(("1.0.0", Contract("[Channel(1)] IMessageChannel<int> X { get; }")));
        string changed = Contract("[Channel(1)] IMessageChannel<int> X { get; } [Call(2)] ValueTask Y();");
        Diagnostic warning = Assert.Single(await LockRun.ReportedAsync(changed, LockRun.Recorded(file, changed)));
        Assert.Equal("PEER0307", warning.Id);
        Assert.Contains("raise Version to 2", warning.GetMessage(), StringComparison.Ordinal);

        string raised = changed.Replace("(\"a\")", "(\"a\", Version = 2)", StringComparison.Ordinal);
        Assert.Empty(await LockRun.ReportedAsync(raised, LockRun.Recorded(file, raised)));
    }

    [Fact]
    public async Task ContractWhoseMessageChanged_HasToBeHigherToo()
    {
        const string Released = "[PeerMessage] public partial record M([Member(0)] int X); [PeerContract(\"a\")] public partial interface IA { [Channel(1)] IMessageChannel<M> X { get; } }";
        string changed = Released.Replace("int X)", "int X, [Member(1)] int? Y)", StringComparison.Ordinal);
        Assert.Equal(["PEER0307"], (await LockRun.ReportedAsync(changed, LockRun.Recorded(LockRun.Released(("1.0.0", Released)), changed))).Select(each => each.Id));
    }

    [Fact]
    public async Task RenumberedValue_IsMentioned()
    {
        LockFile file = LockRun.Released(("1.0.0", "public enum E { One = 1 } [PeerMessage] public partial record A([Member(0)] E X);"));
        string changed = "public enum E { One = 2 } [PeerMessage] public partial record A([Member(0)] E X);";
        Assert.Contains(await LockRun.ReportedAsync(changed, file), diagnostic => diagnostic is { Id: "PEER0309", Severity: DiagnosticSeverity.Info });
    }

    [Fact]
    public async Task ProjectWithoutALock_HasNothingReported() =>
        Assert.Empty(await AnalyzerRun.Ids("[PeerMessage] public partial record A([Member(0)] int X);"));

    [Fact]
    public async Task SecondLockFile_IsReported()
    {
        var reported = await AnalyzerRun.Of(
            TestCompilation.Plain(""), [new AnalyzerRun.Text("/Consumer/a.peerlock", "[unreleased]\n"), new AnalyzerRun.Text("/Consumer/b.peerlock", "[unreleased]\n")]);
        Diagnostic error = Assert.Single(reported);
        Assert.Equal(("PEER0300", "/Consumer/b.peerlock"), (error.Id, error.Location.GetLineSpan().Path));
    }

    private static string Contract(string members) => $"[PeerContract(\"a\")] public partial interface IA {{ {members} }}";
}
