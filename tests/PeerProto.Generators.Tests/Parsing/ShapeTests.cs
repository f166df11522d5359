using Microsoft.CodeAnalysis;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Parsing;

/// <summary>The wire shapes of unions, generic messages, surrogates, codecs of members and MessagePack types, as <c>docs/fingerprint.md</c> defines them.</summary>
public sealed class ShapeTests
{
    private const string Types =
        """
        [assembly: PeerSurrogate<Uri, Link>]
        [PeerMessage] [UnionCase(0, typeof(Leaf))] [UnionCase(4, typeof(Node))] public abstract partial record Tree;
        [PeerMessage] public sealed partial record Leaf([Member(0)] int A) : Tree;
        [PeerMessage] public sealed partial record Node([Member(0)] Tree Left, [Member(2)] Node? Right) : Tree;
        [PeerMessage] [UnionCase(1, typeof(Only))] public partial interface IClosed { int X { get; } }
        [PeerMessage] public sealed partial record Only([Member(0)] int X) : IClosed;
        [PeerMessage] public partial record Page<T>([Member(0)] List<T> Items, [Member(1)] T? More, [Member(2)] Page<T>? Next);
        [PeerMessage] public partial record Link([Member(0)] string Text) : IPeerSurrogate<Uri, Link> { public static Link FromForeign(Uri value) => new(""); public static Uri ToForeign(Link value) => null!; }
        [PeerMessage] public partial record Own([Member(0)] [PeerCodec(typeof(AnyCodec))] int A, [Member(1)] [PeerCodec(typeof(NamedCodec))] int? B);
        public readonly struct AnyCodec : PeerProto.CompilerServices.IPeerCodec<int>
        {
            public static int MaxSize => 5;
            public static void Write(ref PeerProto.CompilerServices.PeerWriter writer, in int value) => writer.WriteInt32(value);
            public static int Read(ref PeerProto.CompilerServices.PeerReader reader) => reader.ReadInt32();
        }
        [WireShape("i32")]
        public readonly struct NamedCodec : PeerProto.CompilerServices.IPeerCodec<int>
        {
            public static int MaxSize => 5;
            public static void Write(ref PeerProto.CompilerServices.PeerWriter writer, in int value) => writer.WriteInt32(value);
            public static int Read(ref PeerProto.CompilerServices.PeerReader reader) => reader.ReadInt32();
        }
        [MessagePack.MessagePackObject] public class Keyed { [MessagePack.Key("b\"")] public int B { get; set; } [MessagePack.Key("a")] public Keyed? A { get; set; } }
        """;

    [Theory]
    [InlineData("Tree", "<0:(0:i32),4:(0:^1,2:^0?),*>")]
    [InlineData("Node", "(0:<0:(0:i32),4:^1,*>,2:^0?)")]
    [InlineData("IClosed", "<1:(0:i32)>")]
    [InlineData("Page<int>", "(0:[i32],1:i32,2:^0?)")]
    [InlineData("Page<string?>", "(0:[str?],1:str?,2:^0?)")]
    [InlineData("Page<Page<int?>>", "(0:[(0:[i32?],1:i32?,2:^0?)],1:(0:[i32?],1:i32?,2:^0?)?,2:^0?)")]
    [InlineData("List<Uri?>", "[(0:str)?]")]
    [InlineData("Own", "(0:any,1:i32?)")]
    [InlineData("Keyed", """{"a":^0?,"b\"":i32}""")]
    public void Shape_IsThatOfTheStructure(string type, string shape)
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            DiagnosticPage.Usings, Types, $"[PeerContract(\"a\")] public partial interface IA {{ [Channel(1)] IMessageChannel<{type}> Items {{ get; }} }}")
            .AddReferences(MetadataReference.CreateFromFile(typeof(MessagePack.KeyAttribute).Assembly.Location))).AssertCompiles();
        string expected = "channel 1 reliable-ordered " + shape.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Assert.Contains(expected, run.Files["IA.PeerContract.g.cs"].Replace("!:", ":", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void CasesThatAnAssemblyAdds_AreInItsShapesAndNotInThoseOfTheOther()
    {
        GeneratorRun library = GeneratorRun.Of(TestCompilation.Plain(
            DiagnosticPage.Usings,
            """
            [PeerMessage] [UnionCase(0, typeof(Leaf))] public abstract partial record Tree;
            [PeerMessage] public sealed partial record Leaf([Member(0)] int A) : Tree;
            [PeerMessage] public partial record Holder([Member(0)] Tree Tree);
            """).WithAssemblyName("Library"));
        GeneratorRun app = GeneratorRun.Of(TestCompilation.Plain(
            DiagnosticPage.Usings,
            """
            [assembly: UnionCase(typeof(Tree), 3, typeof(Bush))]
            [PeerMessage] public sealed partial record Bush([Member(0)] string A) : Tree;
            [PeerContract("a")] public partial interface IA { [Channel(1)] IMessageChannel<Tree> Items { get; } [Channel(2)] IMessageChannel<Holder> Holders { get; } }
            """).WithAssemblyName("App").AddReferences(library.Reference())).AssertCompiles();
        string contract = app.Files["IA.PeerContract.g.cs"].Replace("!:", ":", StringComparison.Ordinal);
        Assert.Contains("channel 1 reliable-ordered <0:(0:i32),3:(0:str),*>", contract, StringComparison.Ordinal);
        Assert.Contains("channel 2 reliable-ordered (0:<0:(0:i32),*>)", contract, StringComparison.Ordinal);
    }
}
