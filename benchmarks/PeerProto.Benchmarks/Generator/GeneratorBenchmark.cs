using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators;

namespace PeerProto.Benchmarks.Generator;

/// <summary>How long the generator takes for a large project: at first, and after an edit, as in an editor.</summary>
internal static class GeneratorBenchmark
{
    /// <summary>The argument that runs it.</summary>
    public const string Command = "generator";

    private const string QuickOption = "--quick";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "PeerProto.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Runs all rows and prints a table.</summary>
    public static int Run(string[] options)
    {
        bool quick = options.Contains(QuickOption);
        LargeProject project = new(messages: quick ? 100 : 1_000);
        int warmUps = quick ? 1 : 3;
        int rounds = quick ? 1 : 7;

        Console.WriteLine($"{project.Messages} messages in {project.Sources.Count} files, {project.Contracts} contracts; median (least to most) of {rounds}");
        Console.WriteLine();
        Console.WriteLine("| work | ms | CPU ms | allocated KiB | files generated anew |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        Print("everything, for the first time", warmUps, rounds, () => (NewDriver(), Compile(project)));
        CSharpCompilation compiled = Compile(project);
        GeneratorDriver driver = NewDriver().RunGenerators(compiled);
        foreach (Edit edit in LargeProject.Edits)
            Print(edit.What, warmUps, rounds, () => (driver, Apply(compiled, edit)));
        return 0;
    }

    private static void Print(string what, int warmUps, int rounds, Func<(GeneratorDriver Driver, CSharpCompilation Compilation)> prepare)
    {
        List<double> times = [];
        List<double> processorTimes = [];
        long allocated = 0;
        int files = 0;
        for (int round = 0; round < warmUps + rounds; round++)
        {
            (GeneratorDriver driver, CSharpCompilation compilation) = prepare();
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            GeneratorDriver ran = driver.RunGenerators(compilation);
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double processorMilliseconds = (Environment.CpuUsage.TotalTime - processorBefore).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            files = CountNew(ran.GetRunResult());
            if (round < warmUps)
                continue;
            times.Add(milliseconds);
            processorTimes.Add(processorMilliseconds);
        }

        times.Sort();
        processorTimes.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0.0} ({times[0]:0.0}–{times[^1]:0.0}) | {processorTimes[processorTimes.Count / 2]:0.0} | {allocated / 1024:#,0} | {files} |"));
    }

    private static int CountNew(GeneratorDriverRunResult result) => result.Results.Single().TrackedOutputSteps
        .SelectMany(step => step.Value)
        .SelectMany(run => run.Outputs)
        .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);

    private static CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new ContractGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(LargeProject project) => CSharpCompilation.Create(
        "Large",
        project.Sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, ParseOptions, source.Key)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static CSharpCompilation Apply(CSharpCompilation compilation, Edit edit)
    {
        SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.FilePath == edit.File);
        string text = before.ToString();
        int position = text.IndexOf(edit.Old, StringComparison.Ordinal);
        SourceText after = before.GetText().WithChanges(new TextChange(new TextSpan(position, edit.Old.Length), edit.New));
        return compilation.ReplaceSyntaxTree(before, before.WithChangedText(after));
    }
}
