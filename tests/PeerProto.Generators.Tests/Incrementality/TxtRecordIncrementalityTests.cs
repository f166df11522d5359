using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Incrementality;

/// <summary>What of TXT records is generated again, and what is not, after an edit.</summary>
public sealed class TxtRecordIncrementalityTests
{
    private const string Txt = "using PeerProto; namespace Demo; [PeerTxtRecord] public partial record BoardTxt([TxtKey(\"title\")] string? Title, [TxtKey(\"mode\")] Mode Mode);";
    private const string Mode = "namespace Demo; public enum Mode { Draw, Watch }";
    private const string Board = "using PeerProto; namespace Demo; [PeerContract(\"board\"), Advertises<BoardTxt>] public partial interface IBoard { [Channel(1)] IMessageChannel<int> A { get; } }";
    private const string Other = "namespace Demo; public static class Other { public static int Number => 1; }";

    [Theory]
    [InlineData(Other, "namespace Demo; public static class Other { public static int Number => 2; }")]
    [InlineData(Other, "")]
    [InlineData(Txt, "// A comment above, so that everything below moves.\n\n" + Txt)]
    [InlineData(Mode, Mode + " public enum More { One }")]
    public void EditThatConcernsNoModel_RegeneratesNothing(string file, string edited)
    {
        GeneratorRunResult result = RunTwice(file, edited);
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, ContractGenerator.TxtRecordsStep));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, ContractGenerator.ContractsStep));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], OutputReasons(result));
    }

    [Theory]
    [InlineData(Txt, "string? Title", "string Title")]
    [InlineData(Txt, "\"title\"", "\"name\"")]
    [InlineData(Mode, "Watch", "Watch, Wait")]
    public void EditOfARecord_RegeneratesItAlone(string file, string from, string to)
    {
        GeneratorRunResult result = RunTwice(file, file.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, ContractGenerator.TxtRecordsStep));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, ContractGenerator.ContractsStep));
        Assert.Single(OutputReasons(result), IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void EditOfTheContract_LeavesTheRecord()
    {
        GeneratorRunResult result = RunTwice(Board, Board.Replace(", Advertises<BoardTxt>", "", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, ContractGenerator.TxtRecordsStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, ContractGenerator.ContractsStep));
    }

    [Fact]
    public void EqualSources_GiveEqualModels()
    {
        object first = Model();
        object second = Model();
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());

        static object Model() => Driver().RunGenerators(TestCompilation.Plain(Sources.EveryTxtValue), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single().TrackedSteps[ContractGenerator.TxtRecordsStep].Single().Outputs.Single().Value;
    }

    [Fact]
    public void RecordDeclaredInSeveralFiles_IsTheSameInAnyOrderOfThem()
    {
        SyntaxTree[] files =
        [
            Parse("A.cs", "using PeerProto; public partial class Split { [TxtKey(\"b\")] public int B { get; set; } [TxtKey(\"a\")] public int A { get; set; } }"),
            Parse("B.cs", "using PeerProto; [PeerTxtRecord] public partial class Split { [TxtKey(\"c\")] public int C { get; set; } [TxtKey(\"TxtVers\")] public int D { get; set; } }"),
        ];
        CSharpCompilation empty = TestCompilation.Plain("");
        GeneratorRun run = GeneratorRun.Of(empty.AddSyntaxTrees(files)).AssertCompiles();
        Assert.Equal(run.Files, GeneratorRun.Of(empty.AddSyntaxTrees(files.Reverse())).Files);
        string written = Assert.Single(run.Files).Value;
        Assert.Equal(
            ["TxtVers", "b", "a", "c"],
            written.Split('\n').Where(line => line.Contains("writer.Write", StringComparison.Ordinal)).Select(line => line.Split('"')[1]));

        static SyntaxTree Parse(string path, string code) =>
            CSharpSyntaxTree.ParseText(code, TestCompilation.ParseOptions.WithDocumentationMode(DocumentationMode.Parse), path, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static GeneratorRunResult RunTwice(string file, string edited)
    {
        CSharpCompilation compilation = TestCompilation.Plain(Txt, Mode, Board, Other);
        SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.ToString() == file);
        return Driver()
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.ReplaceSyntaxTree(before, before.WithChangedText(SourceText.From(edited))), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();
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
