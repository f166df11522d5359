using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.CodeFixes.Tests.Harness;

/// <summary>A consumer in a workspace, to which fixes are applied as an editor would.</summary>
internal sealed class FixRun : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _project = ProjectId.CreateNewId();

    private FixRun(string[] sources, LockFile? wireLock = null)
    {
        CSharpCompilation sample = TestCompilation.Plain("");
        Solution solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            _project, VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            compilationOptions: sample.Options, parseOptions: sample.SyntaxTrees[0].Options, metadataReferences: TestCompilation.References));
        for (int index = 0; index < sources.Length; index++)
            solution = solution.AddDocument(DocumentId.CreateNewId(_project), $"File{index}.cs", SourceText.From(sources[index]), filePath: $"/Consumer/File{index}.cs");
        Solution = wireLock is null
            ? solution
            : solution.AddAdditionalDocument(DocumentId.CreateNewId(_project), "wire.peerlock", SourceText.From(wireLock.ToString()), filePath: AnalyzerRun.LockPath);
    }

    public static IReadOnlyList<PeerCodeFix> Fixes { get; } =
    [
        .. typeof(PeerCodeFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(PeerCodeFix)))
            .Select(type => (PeerCodeFix)Activator.CreateInstance(type)!),
    ];

    public Solution Solution { get; private set; }

    public Project Project => Solution.GetProject(_project)!;

    /// <summary>A consumer of this code, with the usings that the pages of the diagnostics have.</summary>
    public static FixRun Of(params string[] sources) => new([DiagnosticPage.Usings, .. sources]);

    /// <summary>The same with a wire lock.</summary>
    public static FixRun Of(LockFile wireLock, params string[] sources) => new([DiagnosticPage.Usings, .. sources], wireLock);

    /// <summary>A consumer of this code alone.</summary>
    public static FixRun Bare(params string[] sources) => new(sources);

    /// <summary>What the analyzers report.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = (CSharpCompilation)(await Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return await AnalyzerRun.Of(compilation, await LockAsync());
    }

    /// <summary>The text of the wire lock, or null where there is none.</summary>
    public async Task<string?> LockAsync() => Project.AdditionalDocuments.SingleOrDefault() is { } document
        ? (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString()
        : null;

    /// <summary>The titles of the fixes offered for the first diagnostic of this id.</summary>
    public async Task<IReadOnlyList<CodeAction>> OfferedAsync(string id)
    {
        Diagnostic diagnostic = (await DiagnosticsAsync()).First(each => each.Id == id);
        List<CodeAction> actions = [];
        foreach (PeerCodeFix fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            Document document = Solution.GetDocument(diagnostic.Location.SourceTree)!;
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        return actions;
    }

    private async Task<IReadOnlyList<PeerCodeFix>> FixesOfAsync(Diagnostic diagnostic)
    {
        FixTarget target = (await FixTarget.FindAsync(Solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, TestContext.Current.CancellationToken))!;
        return [.. Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id) && fix.CanFix(target))];
    }

    /// <summary>Applies the one fix of the first diagnostic of this id.</summary>
    public async Task ApplyAsync(string id) => await ApplyAsync(Assert.Single(await OfferedAsync(id)));

    /// <summary>Applies the one fix of this id everywhere.</summary>
    public async Task ApplyAllAsync(string id, FixAllScope scope)
    {
        IReadOnlyList<Diagnostic> diagnostics = await DiagnosticsAsync();
        PeerCodeFix fix = Assert.Single(await FixesOfAsync(diagnostics.First(each => each.Id == id)));
        Document document = Solution.GetDocument(diagnostics.First(each => each.Id == id).Location.SourceTree)!;
        var context = new FixAllContext(
            document, fix, scope, fix.GetType().Name, [id], new Known([.. diagnostics.Where(each => each.Id == id)]), TestContext.Current.CancellationToken);
        await ApplyAsync((await fix.GetFixAllProvider().GetFixAsync(context))!);
    }

    /// <summary>The text of a file; the first one given is number 1.</summary>
    public async Task<string> TextAsync(int file = 1) =>
        (await Project.Documents.Single(document => document.Name == $"File{file}.cs").GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>Asserts that nothing is reported and that everything compiles with the generated code.</summary>
    public async Task AssertCleanAsync()
    {
        var compilation = (CSharpCompilation)(await Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        Assert.Empty(await AnalyzerRun.Of(compilation, await LockAsync()));
        GeneratorRun.Of(compilation).AssertCompiles();
    }

    public void Dispose() => _workspace.Dispose();

    private async Task ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class Known(Diagnostic[] diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(each => document.Project.Solution.GetDocument(each.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
