using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>
/// A fix that edits code. An edit looks only at the solution as it was, so that the edits of one round do not depend on their order.
/// </summary>
/// <param name="title">What the menu shows.</param>
/// <param name="ids">The diagnostics that it fixes.</param>
public abstract class SyntaxCodeFix(string title, params string[] ids) : PeerCodeFix(title, ids)
{
    /// <summary>Fixes these diagnostics.</summary>
    internal sealed override async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = new SolutionEditor(solution);
        var seen = new HashSet<object>();
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(each => each.Location.SourceSpan.Start))
        {
            Document? document = solution.GetDocument(diagnostic.Location.SourceTree);
            FixTarget? target = document is null ? null : await FixTarget.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
            if (target is not null && CanFix(target) && seen.Add(Once(target)))
                await EditAsync(editor, target, cancellationToken).ConfigureAwait(false);
        }

        return editor.GetChangedSolution();
    }

    /// <summary>What is edited once, however many diagnostics ask for it.</summary>
    internal virtual object Once(FixTarget target) => target.Node;

    /// <summary>Makes the edit.</summary>
    internal abstract Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken);
}
