using System.Text.RegularExpressions;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Parsing;

/// <summary>The fingerprint as <c>docs/fingerprint.md</c> defines it.</summary>
public sealed partial class FingerprintTests
{
    private const string Shape =
        """
        [PeerMessage] public partial record Item([Member(0)] int Number, [Member(2)] string? Text, [Member(3)] List<Item> Items);
        [PeerTxtRecord] public partial record ShopTxt([TxtKey("open")] bool Open);
        [PeerContract("shop")]
        public partial interface IShop
        {
            [Channel(1)] IMessageChannel<Item> Items { get; }
            [Call(2)] ValueTask<Item> GetAsync(int number, char letter);
            [Call(3)] ValueTask PutAsync(IAsyncEnumerable<Item> items);
            [Stream(9)] ValueTask CopyAsync(string name, System.IO.Pipelines.IDuplexPipe bytes);
        }
        """;

    [Fact]
    public void ExampleOfTheDocumentation_HasTheFingerprintItStates()
    {
        string page = File.ReadAllText(Path.Combine(DiagnosticPage.Folder, "..", "fingerprint.md")).ReplaceLineEndings("\n");
        string stated = StatedFingerprint().Match(page).Groups[1].Value;
        Assert.Equal(stated, FingerprintOf(ExampleCode().Match(page).Groups[1].Value));
    }

    [Theory]
    [InlineData("Item", "Thing")]
    [InlineData("number", "index")]
    [InlineData("IShop", "IStore")]
    [InlineData("GetAsync", "FetchAsync")]
    [InlineData("int Number", "DayOfWeek Number")]
    [InlineData("List<Item>", "Item[]")]
    [InlineData("char letter", "ushort letter")]
    [InlineData("List<Item>", "Stack<Item>")]
    [InlineData("List<Item>", "IEnumerable<Item>")]
    [InlineData("partial record", "sealed partial record")]
    [InlineData("\"shop\"", "\"shop\", Version = 2")]
    [InlineData("char letter)", "char letter = 'a', CancellationToken cancellationToken = default)")]
    [InlineData("ValueTask<Item>", "Task<Item>")]
    [InlineData("char letter)", "char letter, PeerDeadline deadline)")]
    [InlineData("[Call(2)]", "[Call(2, DeadlineMilliseconds = 100)]")]
    [InlineData("[Call(2)]", "[Call(2, MaxSize = 100)]")]
    [InlineData("[Call(2)]", "[Call(2, Idempotent = true)]")]
    [InlineData("Channel(1)", "Channel(1, Concurrency = 2)")]
    [InlineData("Call(2)", "Call(2, Concurrency = 2)")]
    [InlineData("[Call(2)]", "[Requires(\"buy\"), Call(2)]")]
    [InlineData("[PeerContract(", "[Advertises<ShopTxt>, PeerContract(")]
    [InlineData("[Channel(1)]", "[Requires(\"sell\"), Channel(1)]")]
    [InlineData("[Stream(9)]", "[Requires(\"copy\"), Stream(9)]")]
    [InlineData("Stream(9)", "Stream(9, Concurrency = 2, DeadlineMilliseconds = 100)")]
    [InlineData("string name, System.IO.Pipelines.IDuplexPipe bytes", "System.IO.Pipelines.IDuplexPipe pipe, string title")]
    public void ChangeThatNoByteShows_KeepsTheFingerprint(string from, string to) =>
        Assert.Equal(FingerprintOf(Shape), FingerprintOf(Shape.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"shop\"", "\"store\"")]
    [InlineData("Stream(9)", "Stream(10)")]
    [InlineData("ValueTask CopyAsync", "ValueTask<long> CopyAsync")]
    [InlineData("[Stream(9)] ValueTask CopyAsync(string name, System.IO.Pipelines.IDuplexPipe bytes)", "[Call(9)] ValueTask CopyAsync(string name)")]
    [InlineData("Member(2)", "Member(1)")]
    [InlineData("int Number", "long Number")]
    [InlineData("int Number", "uint Number")]
    [InlineData("int Number", "DateOnly Number")]
    [InlineData("int Number", "(int, int) Number")]
    [InlineData("int Number", "Memory<int> Number")]
    [InlineData("string?", "string")]
    [InlineData("Channel(1)", "Channel(4)")]
    [InlineData("Channel(1)", "Channel(1, Delivery = Delivery.BestEffort)")]
    [InlineData("List<Item> Items)", "Item? Items)")]
    [InlineData("List<Item> Items)", "List<Item> Items, [Member(4)] bool More)")]
    [InlineData("ValueTask<Item>", "ValueTask<Item?>")]
    [InlineData("List<Item>", "ImmutableArray<Item>")]
    [InlineData("ValueTask<Item>", "ValueTask")]
    [InlineData("ValueTask<Item>", "IAsyncEnumerable<Item>")]
    [InlineData("ValueTask PutAsync", "ValueTask<int> PutAsync")]
    [InlineData("ValueTask PutAsync", "IAsyncEnumerable<int> PutAsync")]
    [InlineData("char letter)", "char letter, IProgress<int> progress)")]
    [InlineData("[Call(2)]", "[Throws<int>(1), Call(2)]")]
    public void ChangeThatBytesShow_ChangesTheFingerprint(string from, string to)
    {
        string changed = Shape.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Shape, changed);
        Assert.NotEqual(FingerprintOf(Shape), FingerprintOf(changed));
    }

    [Fact]
    public void EqualMessagesOfDifferentNames_AreOneShape()
    {
        const string Twins =
            """
            [PeerMessage] public partial record A([Member(0)] int X);
            [PeerMessage] public partial record B([Member(0)] int Y);
            [PeerContract("shop")]
            public partial interface IShop
            {
                [Channel(1)] IMessageChannel<A> First { get; }
                [Channel(2)] IMessageChannel<B> Second { get; }
            }
            """;
        Assert.Equal(FingerprintOf(Twins), FingerprintOf(Twins.Replace("IMessageChannel<B>", "IMessageChannel<A>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Tuple_IsAMessageWhoseElementsAllHaveToBeThere() => Assert.Contains(
        "channel 1 reliable-ordered (0!:i32,1!:str?)\\n",
        ContractIn("""[PeerContract("shop")] public partial interface IShop { [Channel(1)] IMessageChannel<(int Left, string? Right)> Items { get; } }"""),
        StringComparison.Ordinal);

    [Fact]
    public void MessageOfAReferencedAssembly_CountsLikeOneOfTheSource()
    {
        string[] parts = Shape.Split("[PeerContract");
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, "[PeerContract" + parts[1]).WithAssemblyName("App").AddReferences(Compiled(parts[0]))).AssertCompiles();
        Assert.Equal(FingerprintOf(Shape), FingerprintIn(run));
    }

    [Theory]
    [InlineData("string Text", "(0!:str,1:i32)")]
    [InlineData("string? Text", "(0:str?,1:i32)")]
    [InlineData("string Text = \"\"", "(0:str,1:i32)")]
    [InlineData("int Text", "(0:i32,1:i32)")]
    [InlineData("ImmutableArray<int> Text", "(0:[i32],1:i32)")]
    public void MemberThatHasToBeThere_IsMarked(string parameter, string expected)
    {
        string source = $$"""
            [PeerMessage] public partial record Item([Member(0)] {{parameter}}, [Member(1)] int Number = 1);
            [PeerContract("shop")] public partial interface IShop { [Channel(1)] IMessageChannel<Item> Items { get; } }
            """;
        Assert.Contains($"channel 1 reliable-ordered {expected}\\n", ContractIn(source), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Named part", "(0!:(0!:str),1:i32)")]
    [InlineData("Named? part", "(0:(0!:str)?,1:i32)")]
    [InlineData("Named part = default", "(0:(0!:str),1:i32)")]
    [InlineData("Sized part", "(0:(0:i32),1:i32)")]
    [InlineData("(int, Named) part", "(0!:(0!:i32,1!:(0!:str)),1:i32)")]
    public void StructThatHasToBeThere_IsMarked(string parameter, string expected)
    {
        string member = parameter.Replace(" part", " Part", StringComparison.Ordinal);
        string number = parameter.Contains('=', StringComparison.Ordinal) ? "int number = 1" : "int number";
        string source = $$"""
            [PeerMessage] public partial record Item([Member(0)] {{member}}, [Member(1)] int Number = 1);
            [PeerContract("shop")] public partial interface IShop { [Channel(1)] IMessageChannel<Item> Items { get; } [Call(2)] ValueTask PutAsync({{parameter}}, {{number}}); }
            """;
        string inSource = ContractIn(Structs + source);
        Assert.Contains($"channel 1 reliable-ordered {expected}\\n", inSource, StringComparison.Ordinal);
        Assert.Contains($"call 2 unary {expected} - -\\n", inSource, StringComparison.Ordinal);
        Assert.Equal(inSource.Contains("MissingMember.Throw", StringComparison.Ordinal), expected.StartsWith("(0!", StringComparison.Ordinal));
        Assert.Equal(FingerprintOf(Structs + source), FingerprintIn(GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, source).WithAssemblyName("App").AddReferences(Compiled(Structs))).AssertCompiles()));
    }

    [Fact]
    public void InitializersOfAReferencedAssembly_CountAsThoseOfTheSource()
    {
        const string Message =
            """
            [PeerMessage] public partial class Item
            {
                [Member(0)] public string Kept { get; set; } = "kept";
                [Member(1)] public required string Needed { get; set; }
                [Member(2)] public string AlsoKept { get; init; } = "kept";
            }

            """;
        const string Contract = """[PeerContract("shop")] public partial interface IShop { [Channel(1)] IMessageChannel<Item> Items { get; } }""";
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, Contract).WithAssemblyName("App").AddReferences(Compiled(Message))).AssertCompiles();
        Assert.Equal(FingerprintOf(Message + Contract), FingerprintIn(run));
        Assert.Contains(",1!:str,", ContractIn(Message + Contract), StringComparison.Ordinal);
    }

    private const string Structs =
        """
        [PeerMessage] public readonly partial record struct Named([Member(0)] string Name);
        [PeerMessage] public readonly partial record struct Sized([Member(0)] int Size);

        """;

    private static Microsoft.CodeAnalysis.PortableExecutableReference Compiled(string source)
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, source)).Output
            .Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false), cancellationToken: TestContext.Current.CancellationToken).Success);
        return Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string ContractIn(string source) =>
        GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, source)).Files.Single(file => file.Key.EndsWith("PeerContract.g.cs", StringComparison.Ordinal)).Value;

    private static string FingerprintOf(string source) => FingerprintIn(GeneratorRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, source)).AssertCompiles());

    private static string FingerprintIn(GeneratorRun run) =>
        EmittedFingerprint().Match(run.Files.Single(file => file.Key.EndsWith("PeerContract.g.cs", StringComparison.Ordinal)).Value).Groups[1].Value;

    [GeneratedRegex("FromHexString\\(\"([0-9a-f]{32})\"\\)")]
    private static partial Regex EmittedFingerprint();

    [GeneratedRegex("Fingerprint: `([0-9a-f]{32})`")]
    private static partial Regex StatedFingerprint();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExampleCode();
}
