using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>One run of the generator over a compilation.</summary>
internal sealed class GeneratorRun
{
    private readonly Compilation _output;

    private GeneratorRun(GeneratorDriverRunResult result, Compilation output)
    {
        Result = result;
        _output = output;
    }

    /// <summary>What the driver reports.</summary>
    public GeneratorDriverRunResult Result { get; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Runs the generator over sources of a strict consumer.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(TestCompilation.Of(sources));

    /// <summary>Runs the generator.</summary>
    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var parseOptions = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ContractGenerator().AsSourceGenerator()], parseOptions: parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        return new GeneratorRun(driver.GetRunResult(), output);
    }

    /// <summary>Asserts that the consumer's code and the generated code compile together without a warning.</summary>
    public GeneratorRun AssertCompiles()
    {
        Diagnostic[] problems = [.. _output.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity > DiagnosticSeverity.Hidden)];
        Assert.True(problems.Length == 0, string.Join("\n", problems.Select(problem => problem.ToString())) + "\n\n" + string.Join("\n", Files.Values));
        return this;
    }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output => _output;

    /// <summary>Compiles everything and loads it.</summary>
    public Assembly Load()
    {
        AssertCompiles();
        using var image = new MemoryStream();
        Assert.True(_output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        return new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(image);
    }
}
