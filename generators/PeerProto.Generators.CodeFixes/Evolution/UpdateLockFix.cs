using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Evolution;

/// <summary>Records what the project is on the wire in its lock. Released sections stay as they are, so a forbidden change stays reported.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UpdateLockFix() : PeerCodeFix("Update the wire lock", "PEER0308")
{
    internal override bool CanFix(FixTarget target) => LockOf(target.Document.Project) is not null;

    internal override async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        IEnumerable<ProjectId> projects = diagnostics.Select(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Project.Id).OfType<ProjectId>().Distinct();
        Solution updated = solution;
        foreach (ProjectId id in projects)
        {
            Project project = solution.GetProject(id)!;
            if (LockOf(project) is not { } document || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
                continue;
            SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            LockFile file = LockFile.Parse(text.ToString(), out var errors);
            if (errors.Count == 0)
                updated = updated.WithAdditionalDocumentText(document.Id, SourceText.From(LockUpdate.Record(file, new LockSource(compilation).All(cancellationToken)).ToString(), text.Encoding));
        }

        return updated;
    }

    private static TextDocument? LockOf(Project project) => project.AdditionalDocuments
        .Where(document => document.FilePath?.EndsWith(LockFile.Extension, StringComparison.OrdinalIgnoreCase) == true)
        .OrderBy(document => document.FilePath, StringComparer.Ordinal)
        .FirstOrDefault();
}
