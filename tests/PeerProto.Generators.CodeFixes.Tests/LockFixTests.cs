using Microsoft.CodeAnalysis.CodeFixes;
using PeerProto.Generators.CodeFixes.Tests.Harness;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.CodeFixes.Tests;

/// <summary>Fixes for what the wire lock reports.</summary>
public sealed class LockFixTests
{
    /// <summary>The diagnostics that are fixed here.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["PEER0302", "PEER0307", "PEER0308"];

    private const string Released =
        """
        [PeerMessage]
        public partial record Line([Member(0)] int Number, [Member(1)] int? Size, [Member(2)] int? Width);
        """;

    [Fact]
    public async Task RemovedMembers_AreReserved()
    {
        const string Changed =
            """
            [PeerMessage]
            public partial record Line([Member(0)] int Number);
            """;
        const string Reserved =
            """
            [Reserved(1, 2)]
            [PeerMessage]
            public partial record Line([Member(0)] int Number);
            """;
        using FixRun run = FixRun.Of(LockRun.Released(("1.0.0", Released)), Changed);
        await run.ApplyAllAsync("PEER0302", FixAllScope.Document);
        Assert.Equal(Reserved, await run.TextAsync());
        await run.ApplyAsync("PEER0308");
        await run.AssertCleanAsync();
    }

    [Fact]
    public async Task UnrecordedChanges_ComeIntoTheLock()
    {
        const string Changed =
            """
            [PeerMessage]
            public partial record Line([Member(0)] long Number, [Member(1)] int? Size, [Member(2)] int? Width);
            [PeerMessage]
            public partial record Page([Member(0)] List<Line>? Lines);
            """;
        LockFile released = LockRun.Released(("1.0.0", Released));
        using FixRun run = FixRun.Of(released, Changed);
        await run.ApplyAllAsync("PEER0308", FixAllScope.Project);
        Assert.Equal(LockRun.Recorded(released, Changed).ToString(), await run.LockAsync());
        Assert.Equal(Changed, await run.TextAsync());
        await run.AssertCleanAsync();
    }

    [Theory]
    [InlineData("[PeerContract(\"chat\")]", "[PeerContract(\"chat\", Version = 2)]")]
    [InlineData("[PeerContract(\"chat\", Version = 1)]", "[PeerContract(\"chat\", Version = 2)]")]
    public async Task VersionOfAChangedContract_IsRaised(string before, string after)
    {
        const string Contract = "\npublic partial interface IChat\n{\n    [Channel(1)] IMessageChannel<int> Numbers { get; }\n}\n";
        string changed = Contract.Replace("}\n}", "}\n    [Channel(2)] IMessageChannel<int> Sizes { get; }\n}", StringComparison.Ordinal);
        using FixRun run = FixRun.Of(LockRun.Recorded(LockRun.Released(("1.0.0", before + Contract)), before + changed), before + changed);
        await run.ApplyAsync("PEER0307");
        Assert.Equal(after + changed, await run.TextAsync());
        await run.ApplyAsync("PEER0308");
        await run.AssertCleanAsync();
    }
}
