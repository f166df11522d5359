using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>Applies a fix to all diagnostics of a document, project or solution in one edit.</summary>
internal sealed class PeerFixAll(PeerCodeFix fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        ImmutableArray<Diagnostic> diagnostics = fixAllContext.Scope switch
        {
            FixAllScope.Document when fixAllContext.Document is { } document => await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false),
            FixAllScope.Solution => [.. (await Task.WhenAll(fixAllContext.Solution.Projects.Select(fixAllContext.GetAllDiagnosticsAsync)).ConfigureAwait(false)).SelectMany(each => each)],
            _ => await fixAllContext.GetAllDiagnosticsAsync(fixAllContext.Project).ConfigureAwait(false),
        };
        return CodeAction.Create(
            fix.Title, cancellationToken => fix.ApplyAsync(fixAllContext.Solution, diagnostics, cancellationToken), fix.GetType().Name);
    }
}
