using Microsoft.CodeAnalysis.CodeFixes;
using PeerProto.Generators.CodeFixes.Tests.Harness;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.CodeFixes.Tests;

/// <summary>Each fix turns the code above into the code below, which then compiles with nothing reported.</summary>
public sealed class CodeFixTests
{
    public static TheoryData<string, string, string> Cases => new()
    {
        {
            "PEER0001",
            """
            [PeerContract("chat")]
            public interface IChat
            {
                [Channel(1)] IMessageChannel<string> Lines { get; }
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(1)] IMessageChannel<string> Lines { get; }
            }
            """
        },
        {
            "PEER0004",
            """[PeerContract("ChatRoom 2!")] public partial interface IChat { [Channel(1)] IMessageChannel<string> Lines { get; } }""",
            """[PeerContract("chat-room-2")] public partial interface IChat { [Channel(1)] IMessageChannel<string> Lines { get; } }"""
        },
        {
            "PEER0005",
            """[PeerContract("chat", Version = 0)] public partial interface IChat { [Channel(1)] IMessageChannel<string> Lines { get; } }""",
            """[PeerContract("chat", Version = 1)] public partial interface IChat { [Channel(1)] IMessageChannel<string> Lines { get; } }"""
        },
        {
            "PEER0006",
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(4)] IMessageChannel<string> Lines { get; }

                IMessageChannel<string> Topics { get; }

                /// <summary>Counts.</summary>
                ValueTask<int> CountAsync();
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(4)] IMessageChannel<string> Lines { get; }

                [Channel(5)]
                IMessageChannel<string> Topics { get; }

                /// <summary>Counts.</summary>
                [Call(6)]
                ValueTask<int> CountAsync();
            }
            """
        },
        {
            "PEER0007",
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(1)] string Lines { get; set; }
                [Channel(2)] IMessageChannel<int>? Numbers { get; }
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(1)] IMessageChannel<string> Lines { get; }
                [Channel(2)] IMessageChannel<int> Numbers { get; }
            }
            """
        },
        {
            "PEER0008",
            """[PeerContract("chat")] public partial interface IChat { [Channel(0)] IMessageChannel<string> Lines { get; } }""",
            """[PeerContract("chat")] public partial interface IChat { [Channel(1)] IMessageChannel<string> Lines { get; } }"""
        },
        {
            "PEER0009",
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(1, Delivery = Delivery.ReliableOrdered)] IMessageChannel<string> Lines { get; }
                [Channel(1, Delivery = Delivery.ReliableOrdered)] IMessageChannel<string> Topics { get; }
                [Call(7)] ValueTask<int> CountAsync();
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Channel(1, Delivery = Delivery.ReliableOrdered)] IMessageChannel<string> Lines { get; }
                [Channel(8, Delivery = Delivery.ReliableOrdered)] IMessageChannel<string> Topics { get; }
                [Call(7)] ValueTask<int> CountAsync();
            }
            """
        },
        {
            "PEER0100",
            """
            public static class Messages
            {
                /// <summary>Said.</summary>
                [PeerMessage]
                public record Line([Member(0)] string Text);

                // The shortest there is.
                [PeerMessage] record struct Ping([Member(0)] int Number);
            }
            """,
            """
            public static partial class Messages
            {
                /// <summary>Said.</summary>
                [PeerMessage]
                public partial record Line([Member(0)] string Text);

                // The shortest there is.
                [PeerMessage] partial record struct Ping([Member(0)] int Number);
            }
            """
        },
        {
            "PEER0103",
            """
            public record Country(string Name);
            public record Address(string Street, Country Country)
            {
                public string Text => Street + Country;
            }

            [PeerMessage]
            public partial record Person([Member(0)] List<Address> Homes);
            """,
            """
            [PeerMessage]
            public partial record Country([Member(0)] string Name);
            [PeerMessage]
            public partial record Address([Member(0)] string Street, [Member(1)] Country Country)
            {
                public string Text => Street + Country;
            }

            [PeerMessage]
            public partial record Person([Member(0)] List<Address> Homes);
            """
        },
        {
            "PEER0104",
            """[PeerMessage] public partial record Line([Member(0)] string Text, [Member(300)] int Number);""",
            """[PeerMessage] public partial record Line([Member(0)] string Text, [Member(1)] int Number);"""
        },
        {
            "PEER0105",
            """[PeerMessage] public partial record Line([Member(3)] string Text, [Member(3)] int Number, [Member(0)] int Size, [Member(0)] int Place);""",
            """[PeerMessage] public partial record Line([Member(3)] string Text, [Member(4)] int Number, [Member(0)] int Size, [Member(5)] int Place);"""
        },
        {
            "PEER0106",
            """
            [PeerMessage]
            public partial class Line
            {
                [Member(0)] public string Text { get; } = "";
                [Member(1)] public readonly int Number;
            }
            """,
            """
            [PeerMessage]
            public partial class Line
            {
                [Member(0)] public string Text { get; init; } = "";
                [Member(1)] public int Number;
            }
            """
        },
        {
            "PEER0107",
            """[PeerMessage] public partial record Line([Member(2)] string Text, int Number, int Size);""",
            """[PeerMessage] public partial record Line([Member(2)] string Text, [Member(3)] int Number, [Member(4)] int Size);"""
        },
        {
            "PEER0108",
            """
            [PeerMessage]
            public partial record Node([Member(0)] int Value, [Member(1)] Node Next);
            """,
            """
            [PeerMessage]
            public partial record Node([Member(0)] int Value, [Member(1)] Node? Next);
            """
        },
        {
            "PEER0109",
            """
            [PeerMessage]
            public partial class Line
            {
                public string Text { get; set; } = "";

                /// <summary>How many.</summary>
                public int Number { get; set; }

                public int Twice => Number * 2;

                private int Hidden { get; set; }
            }
            """,
            """
            [PeerMessage]
            public partial class Line
            {
                [Member(0)]
                public string Text { get; set; } = "";

                /// <summary>How many.</summary>
                [Member(1)]
                public int Number { get; set; }

                public int Twice => Number * 2;

                private int Hidden { get; set; }
            }
            """
        },
        {
            "PEER0110",
            """[PeerMessage] public partial class Line { [Member(0)] internal string Text { get; set; } = ""; [Member(1)] int Number; }""",
            """[PeerMessage] public partial class Line { [Member(0)] public string Text { get; set; } = ""; [Member(1)] public int Number; }"""
        },
        {
            "PEER0114",
            """
            public class Line
            {
                [Member(1)] public string Text { get; set; } = "";
                public int Number { get; set; }
            }
            """,
            """
            [PeerMessage]
            public partial class Line
            {
                [Member(1)] public string Text { get; set; } = "";
                [Member(2)]
                public int Number { get; set; }
            }
            """
        },
        {
            "PEER0131",
            """
            [Reserved(1, 3)]
            [PeerMessage]
            public partial record Line([Member(0)] int Number, [Member(1)] int Size);
            """,
            """
            [Reserved(1, 3)]
            [PeerMessage]
            public partial record Line([Member(0)] int Number, [Member(4)] int Size);
            """
        },
        {
            "PEER0131",
            """[Reserved(2)] [PeerContract("chat")] public partial interface IChat { [Channel(2)] IMessageChannel<string> Lines { get; } }""",
            """[Reserved(2)] [PeerContract("chat")] public partial interface IChat { [Channel(3)] IMessageChannel<string> Lines { get; } }"""
        },
        {
            "PEER0200",
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Call(1)] int CountAsync();
                [Call(2)] void ClearAsync();
                [Call(3)] Task<int>? SumAsync();
                [Call(4)] IEnumerable<int> All();
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Call(1)] ValueTask<int> CountAsync();
                [Call(2)] ValueTask ClearAsync();
                [Call(3)] Task<int> SumAsync();
                [Call(4)] IAsyncEnumerable<int> All();
            }
            """
        },
        {
            "PEER0203",
            """[PeerContract("chat")] public partial interface IChat { [Call(1)] ValueTask<int> AddAsync(in int one, ref int other); }""",
            """[PeerContract("chat")] public partial interface IChat { [Call(1)] ValueTask<int> AddAsync(int one, int other); }"""
        },
        {
            "PEER0205",
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Call(1)] ValueTask<int> AddAsync(CancellationToken cancellationToken, int one, int other);
                [Call(2)] ValueTask<int> TakeAsync(int one, CancellationToken cancellationToken, int other);
            }
            """,
            """
            [PeerContract("chat")]
            public partial interface IChat
            {
                [Call(1)] ValueTask<int> AddAsync(int one, int other, CancellationToken cancellationToken);
                [Call(2)] ValueTask<int> TakeAsync(int one, int other, CancellationToken cancellationToken);
            }
            """
        },
        {
            "PEER0400",
            """
            public partial class Outer
            {
                [PeerTxtRecord]
                public record BoardTxt([TxtKey("title")] string? Title);
            }
            """,
            """
            public partial class Outer
            {
                [PeerTxtRecord]
                public partial record BoardTxt([TxtKey("title")] string? Title);
            }
            """
        },
        {
            "PEER0402",
            """[PeerTxtRecord] public partial record BoardTxt([TxtKey("max=")] int Most, [TxtKey("grö\tße")] int Size);""",
            """[PeerTxtRecord] public partial record BoardTxt([TxtKey("max")] int Most, [TxtKey("gre")] int Size);"""
        },
        {
            "PEER0406",
            """
            [PeerTxtRecord]
            public partial class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; }
                [TxtKey("players")] public readonly int Players;
            }
            """,
            """
            [PeerTxtRecord]
            public partial class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; init; }
                [TxtKey("players")] public int Players;
            }
            """
        },
        {
            "PEER0408",
            """
            public class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; set; }
                [TxtKey("players")] public int Players { get; set; }
            }
            """,
            """
            [PeerTxtRecord]
            public partial class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; set; }
                [TxtKey("players")] public int Players { get; set; }
            }
            """
        },
        {
            "PEER0410",
            """
            public sealed class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; set; }
            }

            [PeerContract("board"), Advertises<BoardTxt>]
            public partial interface IBoard
            {
                [Channel(1)] IMessageChannel<int> Numbers { get; }
            }
            """,
            """
            [PeerTxtRecord]
            public sealed partial class BoardTxt
            {
                [TxtKey("title")] public string? Title { get; set; }
            }

            [PeerContract("board"), Advertises<BoardTxt>]
            public partial interface IBoard
            {
                [Channel(1)] IMessageChannel<int> Numbers { get; }
            }
            """
        },
    };

    public static TheoryData<string> FixableIds => [.. FixRun.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FixOfAll_GivesTheCodeBelowAndNothingIsReported(string id, string before, string after)
    {
        using FixRun run = FixRun.Of(before);
        await run.ApplyAllAsync(id, FixAllScope.Document);
        Assert.Equal(after, await run.TextAsync());
        await run.AssertCleanAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FixesOneByOne_EndInTheSameCode(string id, string before, string after)
    {
        using FixRun run = FixRun.Of(before);
        for (int remaining = 10; remaining > 0 && (await run.DiagnosticsAsync()).Any(diagnostic => diagnostic.Id == id); remaining--)
            await run.ApplyAsync(id);
        Assert.Equal(after, await run.TextAsync());
        await run.AssertCleanAsync();
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public void EveryFixedDiagnostic_HasACaseAndSaysSoOnItsPage(string id)
    {
        Assert.True(Cases.Any(row => row.Data.Item1 == id) || LockFixTests.Ids.Contains(id));
        Assert.Contains("\n## Code fix\n", DiagnosticPage.Of(id).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PagesOfDiagnosticsWithoutAFix_ClaimNone() => Assert.All(
        DiagnosticCatalogue.All.Select(descriptor => descriptor.Id).Except(FixRun.Fixes.SelectMany(fix => fix.FixableDiagnosticIds)),
        id => Assert.DoesNotContain("\n## Code fix\n", DiagnosticPage.Of(id).Text, StringComparison.Ordinal));

    [Theory]
    [InlineData("PEER0004", "[PeerContract(\"123\")] public partial interface IA { [Channel(1)] IMessageChannel<int> B { get; } }")]
    [InlineData("PEER0103", "[PeerMessage] public partial record M([Member(0)] object A);")]
    [InlineData("PEER0106", "[PeerMessage] public partial record M([Member(0)] int A) { [Member(1)] public int A2 => A; }")]
    [InlineData("PEER0108", "[PeerMessage] public partial struct M { [Member(0)] public M? A { get => null; set { } } }")]
    [InlineData("PEER0203", "[PeerContract(\"a\")] public partial interface IA { [Call(1)] ValueTask DoAsync(out int a); }")]
    [InlineData("PEER0205", "[PeerContract(\"a\")] public partial interface IA { [Call(1)] ValueTask DoAsync(CancellationToken a, CancellationToken b); }")]
    [InlineData("PEER0402", "[PeerTxtRecord] public partial record T([TxtKey(\"=\")] int A);")]
    [InlineData("PEER0406", "[PeerTxtRecord] public partial class T { [TxtKey(\"a\")] public static int A { get; } }")]
    [InlineData("PEER0406", "[PeerTxtRecord] public partial class T { [TxtKey(\"a\")] public int A => 1; }")]
    [InlineData("PEER0410", "[PeerContract(\"a\"), Advertises<Uri>] public partial interface IA { [Channel(1)] IMessageChannel<int> B { get; } }")]
    public async Task WhereNothingMechanicalHelps_NoFixIsOffered(string id, string source)
    {
        using FixRun run = FixRun.Of(source);
        Assert.Empty(await run.OfferedAsync(id));
    }

    [Fact]
    public async Task TypeInAFileWithoutUsings_IsMarkedByItsFullName()
    {
        using FixRun run = FixRun.Bare("", "using PeerProto; [PeerMessage] public partial record Person([Member(0)] Address Home);", "public record Address(string Street);\n");
        await run.ApplyAllAsync("PEER0103", FixAllScope.Solution);
        Assert.Equal("[PeerProto.PeerMessage]\npublic partial record Address([PeerProto.Member(0)] string Street);\n", await run.TextAsync(2));
    }
}
