using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>A page of <c>docs/diagnostics</c> and the code on it.</summary>
internal sealed partial class DiagnosticPage(string text)
{
    /// <summary>The namespaces that code on the pages uses without saying so.</summary>
    public const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PeerProto;
        """;

    /// <summary>Where the pages lie.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "docs", "diagnostics");

    /// <summary>The first line.</summary>
    public string Heading => text.Split('\n')[0];

    /// <summary>The page as it is.</summary>
    public string Text => text;

    /// <summary>Reads the page of a diagnostic.</summary>
    public static DiagnosticPage Of(string id) => new(File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n"));

    /// <summary>Compiles each code block of a section; those marked as a library are references of the ones behind them.</summary>
    public IReadOnlyList<(CSharpCompilation Compilation, string Code)> Compile(string section)
    {
        List<MetadataReference> libraries = [];
        List<(CSharpCompilation Compilation, string Code)> compiled = [];
        foreach (Match block in CodeBlock().Matches(Section(section)))
        {
            CSharpCompilation compilation = Compile(block.Groups["info"].Value, block.Groups["code"].Value);
            if (block.Groups["info"].Value.Contains("library", StringComparison.Ordinal))
                libraries.Add(GeneratorRun.Of(compilation.WithAssemblyName($"Library{libraries.Count}")).Reference());
            else
                compiled.Add((compilation.AddReferences(libraries), block.Groups["code"].Value));
        }

        return compiled;
    }

    /// <summary>The lock file that a section shows, or null.</summary>
    public string? LockOf(string section) => LockBlock().Matches(Section(section)).SingleOrDefault()?.Groups["text"].Value;

    private string Section(string section)
    {
        int start = text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no section '{section}'.");
        int end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return text[start..(end < 0 ? text.Length : end)];
    }

    private static CSharpCompilation Compile(string info, string code)
    {
        var parseOptions = TestCompilation.ParseOptions.WithDocumentationMode(DocumentationMode.Parse);
        if (info.Contains("langversion=13", StringComparison.Ordinal))
            parseOptions = parseOptions.WithLanguageVersion(LanguageVersion.CSharp13);
        CSharpCompilation compilation = TestCompilation.Of(parseOptions, Usings, code);
        if (info.Contains("messagepack", StringComparison.Ordinal))
            compilation = compilation.AddReferences(MetadataReference.CreateFromFile(typeof(MessagePack.KeyAttribute).Assembly.Location));
        return info.Contains("references=platform", StringComparison.Ordinal) ? compilation.WithReferences(TestCompilation.Platform()) : compilation;
    }

    private static string RepositoryRoot([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));

    [GeneratedRegex("```csharp(?<info>[^\n]*)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```peerlock\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex LockBlock();
}
