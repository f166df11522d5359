using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>
/// A fix, offered for each diagnostic whose place it can edit, and for all of them at once.
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

    /// <summary>Whether the fix knows what to do here.</summary>
    internal abstract bool CanFix(FixTarget target);

    /// <summary>Fixes these diagnostics.</summary>
    internal abstract Task<Solution> ApplyAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken);
}
