using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>Locks made of code, and what the analyzer says about other code with such a lock.</summary>
internal static class LockRun
{
    /// <summary>A lock in which the code is released as version after version.</summary>
    public static LockFile Released(params (string Version, string Source)[] versions) =>
        versions.Aggregate(LockFile.Empty, (file, version) => LockUpdate.Release(LockUpdate.Record(file, Types(version.Source)), version.Version));

    /// <summary>The lock with the code recorded as not released.</summary>
    public static LockFile Recorded(LockFile file, string source) => LockUpdate.Record(file, Types(source));

    /// <summary>The types of the code as a lock has them.</summary>
    public static IReadOnlyList<LockedType> Types(string source) => new LockSource(Compile(source)).All(TestContext.Current.CancellationToken);

    /// <summary>What is reported about code that has this lock, by id.</summary>
    public static async Task<Diagnostic[]> ReportedAsync(string source, LockFile file) =>
        [.. (await AnalyzerRun.Of(Compile(source), file.ToString())).OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];

    private static CSharpCompilation Compile(string source) => TestCompilation.Plain(DiagnosticPage.Usings, source);
}
