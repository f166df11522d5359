using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Incrementality;

/// <summary>What is generated again after an edit where codecs stand by themselves, and how their files are named.</summary>
public sealed class StandaloneIncrementalityTests
{
    private const string Person = "using MessagePack; namespace Demo; [MessagePackObject] public class Person { [Key(0)] public string Name { get; set; } = \"\"; [Key(1)] public Address? Home { get; set; } }";
    private const string Address = "using MessagePack; namespace Demo; [MessagePackObject(true)] public class Address { public string Street { get; set; } = \"\"; }";
    private const string Team = "using PeerProto; namespace Demo; [PeerMessage] public partial record Team([Member(0)] Person Lead, [Member(1)] Page<Address> Places);";
    private const string Page = "using PeerProto; namespace Demo; [PeerMessage] public partial record Page<T>([Member(0)] T[] Items);";
    private const string Shape = "using PeerProto; namespace Demo; [PeerMessage] [UnionCase(0, typeof(Circle))] public abstract partial record Shape; [PeerMessage] public sealed partial record Circle([Member(0)] int Radius) : Shape;";
    private const string Contract = "using PeerProto; namespace Demo; [PeerContract(\"demo\")] public partial interface IDemo { [Channel(1)] IMessageChannel<Person> People { get; } [Channel(2)] IMessageChannel<Shape> Shapes { get; } }";
    private const string Other = "namespace Demo; public static class Other { public static int Number => 1; }";

    private static readonly string[] Files =
    [
        "Demo.Address.PeerCodec.g.cs", "Demo.Circle.PeerMessage.g.cs", "Demo.IDemo.PeerContract.g.cs", "Demo.Page{T}.PeerMessage.g.cs",
        "Demo.Person.PeerCodec.g.cs", "Demo.Shape.PeerMessage.g.cs", "Demo.Team.PeerMessage.g.cs",
    ];

    [Theory]
    [InlineData(Other, "namespace Demo; public static class Other { public static int Number => 2; }")]
    [InlineData(Person, "// A comment above.\n\n" + Person)]
    [InlineData(Shape, Shape + " public class Beside;")]
    public void EditThatConcernsNoModel_RegeneratesNothing(string file, string edited)
    {
        GeneratorRunResult result = RunTwice(file, edited);
        Assert.Equal(Files, result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(Files.Length, OutputReasons(result).Length);
    }

    [Fact]
    public void RenamedMemberOfAForeignType_RegeneratesItsCodecAlone()
    {
        GeneratorRunResult result = RunTwice(Person, Person.Replace("Home", "House", StringComparison.Ordinal));
        Assert.Equal(Files.Length - 1, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(1, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void ChangedTypeInAForeignType_RegeneratesItsCodecAndTheContractWhoseShapeItChanges()
    {
        GeneratorRunResult result = RunTwice(Address, Address.Replace("public string Street { get; set; } = \"\";", "public int Street { get; set; }", StringComparison.Ordinal));
        Assert.Equal(Files.Length - 2, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(2, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void CaseAddedToAUnion_RegeneratesItAndTheContractWhoseShapeItChanges()
    {
        GeneratorRunResult result = RunTwice(Shape, Shape.Replace("[UnionCase(0, typeof(Circle))]", "[UnionCase(0, typeof(Circle))] [UnionCase(1, typeof(Round))]", StringComparison.Ordinal)
            + " [PeerMessage] public sealed partial record Round([Member(0)] int Radius) : Shape;");
        Assert.Equal(Files.Length - 2, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Equal(Files.Length + 1, result.GeneratedSources.Length);
    }

    [Fact]
    public void FilesInAnotherOrder_GiveTheSameOutput() => Assert.Equal(
        GeneratorRun.Of(Compilation()).Files.OrderBy(file => file.Key),
        GeneratorRun.Of(CSharpCompilation.Create("Consumer", Compilation().SyntaxTrees.Reverse(), Compilation().References, Compilation().Options)).Files.OrderBy(file => file.Key));

    [Fact]
    public void TypesWhoseNamesAreAlike_HaveDifferentFilesAndCodecs()
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            """
            using MessagePack;
            using PeerProto;
            namespace A
            {
                [MessagePackObject] public class B_C { [Key(0)] public int X { get; set; } }
                [MessagePackObject] public class B_C<T> { [Key(0)] public T? X { get; set; } }
                public class B { [MessagePackObject] public class C { [Key(0)] public int X { get; set; } } }
                public class B<T> { [MessagePackObject] public class C { [Key(0)] public T[]? X { get; set; } } }
                [PeerMessage] public partial record All([Member(0)] B_C One, [Member(1)] B_C<int> Two, [Member(2)] B.C Three, [Member(3)] A_B.C Four, [Member(4)] B<string>.C Five, [Member(5)] B_C<string> Six);
                [PeerMessage] public partial record All<T>([Member(0)] T One);
                [PeerMessage] public partial record All<T, U>([Member(0)] T One, [Member(1)] U Two);
            }
            namespace A_B { [MessagePackObject] public class C { [Key(0)] public int X { get; set; } } }
            """).AddReferences(Annotations)).AssertCompiles();
        Assert.Equal(8, run.Files.Count);
        Assert.Equal(8, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static MetadataReference Annotations { get; } = MetadataReference.CreateFromFile(typeof(KeyAttribute).Assembly.Location);

    private static CSharpCompilation Compilation() => TestCompilation.Plain(Person, Address, Team, Page, Shape, Contract, Other).AddReferences(Annotations);

    private static GeneratorRunResult RunTwice(string file, string edited)
    {
        CSharpCompilation compilation = Compilation();
        SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.ToString() == file);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ContractGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)before.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return driver
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.ReplaceSyntaxTree(before, before.WithChangedText(SourceText.From(edited))), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();
    }

    private static IncrementalStepRunReason[] OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
