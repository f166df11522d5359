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

    /// <summary>Compiles everything into what other compilations can refer to.</summary>
    public MetadataReference Reference() => MetadataReference.CreateFromImage(Image());

    /// <summary>Compiles everything into the bytes of an assembly.</summary>
    public byte[] Image()
    {
        AssertCompiles();
        using var image = new MemoryStream();
        Assert.True(_output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.ToArray();
    }

    /// <summary>Compiles everything and loads it.</summary>
    public Assembly Load() => Load(isCollectible: true, Image());

    /// <summary>Compiles everything and loads it with a library that it refers to.</summary>
    public Assembly LoadWith(GeneratorRun library) => Load(isCollectible: true, library.Image(), Image());

    /// <summary>Compiles everything and loads it, with the libraries it refers to, where code made at run time can refer to it.</summary>
    public Assembly LoadForReflection(params GeneratorRun[] libraries) => Load(isCollectible: false, [.. libraries.Select(library => library.Image()), Image()]);

    private static Assembly Load(bool isCollectible, params byte[][] images)
    {
        var context = new AssemblyLoadContext("Consumer", isCollectible);
        Assembly[] loaded = [.. images.Select(image => context.LoadFromStream(new MemoryStream(image)))];
        context.Resolving += (_, name) => loaded.FirstOrDefault(assembly => assembly.GetName().Name == name.Name);
        return loaded[^1];
    }
}
