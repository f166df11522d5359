using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>Makes compilations like a strict consumer's: nullable, documentation demanded, every warning an error.</summary>
internal static class TestCompilation
{
    /// <summary>How such a consumer's files are parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>The running framework and PeerProto.Abstractions.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. Platform(),
        MetadataReference.CreateFromFile(typeof(PeerMessageAttribute).Assembly.Location),
    ];

    /// <summary>The running framework alone.</summary>
    public static IEnumerable<MetadataReference> Platform() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>Makes a compilation of files named <c>File0.cs</c>, <c>File1.cs</c> and so on.</summary>
    public static CSharpCompilation Of(params string[] sources) => Of(ParseOptions, sources);

    /// <summary>Makes a compilation of a consumer that does not demand documentation.</summary>
    public static CSharpCompilation Plain(params string[] sources) => Of(ParseOptions.WithDocumentationMode(DocumentationMode.Parse), sources);

    /// <summary>Makes a compilation with other parse options.</summary>
    public static CSharpCompilation Of(CSharpParseOptions parseOptions, params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, parseOptions, path: $"File{index}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));
}
