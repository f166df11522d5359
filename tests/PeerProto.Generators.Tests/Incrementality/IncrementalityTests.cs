using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Incrementality;

/// <summary>What the generator does again, and what it does not, after an edit.</summary>
public sealed class IncrementalityTests
{
    private const string Stroke = "using PeerProto; namespace Demo; [PeerMessage] public partial record Stroke([Member(0)] int X);";
    private const string Note = "using PeerProto; namespace Demo; [PeerMessage] public partial record Note([Member(0)] string Text);";
    private const string Board = "using PeerProto; namespace Demo; [PeerContract(\"board\")] public partial interface IBoard { [Channel(1)] IMessageChannel<Stroke> Strokes { get; } }";
    private const string Talk = "using PeerProto; namespace Demo; [PeerContract(\"talk\")] public partial interface ITalk { [Channel(1)] IMessageChannel<Note> Notes { get; } }";
    private const string Other = "namespace Demo; public static class Other { public static int Number => 1; }";

    [Theory]
    [InlineData(Other, "namespace Demo; public static class Other { public static int Number => 2; public static int More() => 3; }")]
    [InlineData(Other, "")]
    [InlineData(Stroke, "// A comment above, so that everything below moves.\n\n" + Stroke)]
    [InlineData(Board, Board + " public class Beside;")]
    public void EditThatConcernsNoModel_RegeneratesNothing(string file, string edited)
    {
        GeneratorRunResult result = RunTwice(file, edited);
        Assert.All(Reasons(result, ContractGenerator.MessagesStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(Reasons(result, ContractGenerator.ContractsStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.Equal(2, Reasons(result, ContractGenerator.MessagesStep).Length);
        Assert.Equal(2, Reasons(result, ContractGenerator.ContractsStep).Length);
        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(4, OutputReasons(result).Length);
    }

    [Fact]
    public void EditOfAMessage_RegeneratesItAndTheContractsWhoseShapeItChanges()
    {
        GeneratorRunResult result = RunTwice(Stroke, Stroke.Replace("int X", "long X", StringComparison.Ordinal));
        Assert.Equal(1, Reasons(result, ContractGenerator.MessagesStep).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(1, Reasons(result, ContractGenerator.ContractsStep).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(2, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void RenamedMemberOfAMessage_RegeneratesTheMessageAlone()
    {
        GeneratorRunResult result = RunTwice(Stroke, Stroke.Replace("int X", "int Across", StringComparison.Ordinal));
        Assert.Equal(1, Reasons(result, ContractGenerator.MessagesStep).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(result, ContractGenerator.ContractsStep));
        Assert.Equal(3, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void EditOfAContract_RegeneratesItAlone()
    {
        GeneratorRunResult result = RunTwice(Board, Board.Replace("Channel(1)", "Channel(2)", StringComparison.Ordinal));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(result, ContractGenerator.MessagesStep));
        Assert.Equal(1, Reasons(result, ContractGenerator.ContractsStep).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(3, OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void EqualSources_GiveEqualModels()
    {
        object[] first = Models(TestCompilation.Plain(Sources.Whiteboard, Sources.EveryDeclaration));
        object[] second = Models(TestCompilation.Plain(Sources.Whiteboard, Sources.EveryDeclaration));
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
        Assert.Equal(first.Select(model => model.GetHashCode()), second.Select(model => model.GetHashCode()));
    }

    [Fact]
    public void FilesInAnotherOrder_GiveTheSameOutput() => Assert.Equal(
        GeneratorRun.Of(TestCompilation.Plain(Stroke, Note, Board, Talk)).Files.OrderBy(file => file.Key),
        GeneratorRun.Of(TestCompilation.Plain(Talk, Board, Note, Stroke)).Files.OrderBy(file => file.Key));

    [Fact]
    public void TypeDeclaredInSeveralFiles_CountsOnce()
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            "using PeerProto; [PeerMessage] public partial class Split { [Member(0)] public int A { get; set; } }",
            "using PeerProto; public partial class Split { [Member(1)] public int B { get; set; } }",
            "using PeerProto; [PeerContract(\"a\")] public partial interface IA { [Channel(1)] IMessageChannel<Split> B { get; } }",
            "using PeerProto; public partial interface IA { [Channel(2)] IMessageChannel<Split> C { get; } }")).AssertCompiles();
        Assert.Equal(["IA.PeerContract.g.cs", "Split.PeerMessage.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("value.B", run.Files["Split.PeerMessage.g.cs"], StringComparison.Ordinal);
        Assert.Contains("ChannelDescriptor(2", run.Files["IA.PeerContract.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void TypesWhoseNamesDifferOnlyByPlaceOrCase_HaveDifferentFiles()
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            """
            using PeerProto;
            [PeerMessage] public partial record Same([Member(0)] int X);
            namespace A
            {
                [PeerMessage] public partial record Same([Member(0)] int X);
                [PeerMessage] public partial record SAME([Member(0)] int X);
                public partial class Outer { [PeerMessage] public partial record Same([Member(0)] int X); }
                namespace Outer2 { [PeerMessage] public partial record Same([Member(0)] int X); }
                namespace outer2 { [PeerMessage] public partial record Same([Member(0)] int X); }
                [PeerMessage] public partial record Ünïcödé([Member(0)] int X);
                [PeerMessage] public partial record @record([Member(0)] int X);
                [PeerMessage] public partial record नमस्ते([Member(0)] int X);
            }
            namespace B { [PeerMessage] public partial record Same([Member(0)] int X); }
            """)).AssertCompiles();
        Assert.Equal(10, run.Files.Count);
        Assert.Equal(10, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("A.Outer+Same.PeerMessage.g.cs", run.Files.Keys);
        Assert.Contains("B.Same.PeerMessage.g.cs", run.Files.Keys);
    }

    [Fact]
    public void CompilationOfAnEarlierRun_IsNotKeptAlive()
    {
        (GeneratorDriver driver, WeakReference compilation) = RunAndForget();
        for (int attempt = 0; attempt < 10 && compilation.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Compilation) RunAndForget()
    {
        CSharpCompilation first = TestCompilation.Plain(Stroke, Board);
        GeneratorDriver driver = Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(TestCompilation.Plain(Stroke, Board, Other), TestContext.Current.CancellationToken);
        return (driver, new WeakReference(first));
    }

    private static GeneratorRunResult RunTwice(string file, string edited)
    {
        CSharpCompilation compilation = TestCompilation.Plain(Stroke, Note, Board, Talk, Other);
        SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.ToString() == file);
        SyntaxTree after = before.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(edited));
        return Driver()
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.ReplaceSyntaxTree(before, after), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();
    }

    private static object[] Models(CSharpCompilation compilation)
    {
        GeneratorRunResult result = Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        return [.. new[] { ContractGenerator.MessagesStep, ContractGenerator.ContractsStep }
            .SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs).Select(output => output.Value)];
    }

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ContractGenerator().AsSourceGenerator()],
        parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IncrementalStepRunReason[] OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
