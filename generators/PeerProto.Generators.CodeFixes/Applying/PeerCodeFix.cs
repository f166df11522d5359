using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>
/// A fix that edits syntax. It is offered for each diagnostic whose place it can edit, and for all of them at once. An edit looks only at the
/// solution as it was, so that the edits of one round do not depend on their order.
/// </summary>
/// <param name="title">What the menu shows.</param>
/// <param name="ids">The diagnostics that it fixes.</param>
public abstract class PeerCodeFix(string title, params string[] ids) : CodeFixProvider
{
    /// <summary>What the menu shows.</summary>
    public string Title => title;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new PeerFixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            var target = await FixTarget.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (target is null || !CanFix(target))
                continue;
            Solution solution = context.Document.Project.Solution;
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellationToken => ApplyAsync(solution, [diagnostic], cancellationToken), GetType().Name),
                diagnostic);
        }
    }

    /// <summary>Fixes these diagnostics.</summary>
    internal async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
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

    /// <summary>Whether the fix knows what to do here.</summary>
    internal abstract bool CanFix(FixTarget target);

    /// <summary>What is edited once, however many diagnostics ask for it.</summary>
    internal virtual object Once(FixTarget target) => target.Node;

    /// <summary>Makes the edit.</summary>
    internal abstract Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken);
}
