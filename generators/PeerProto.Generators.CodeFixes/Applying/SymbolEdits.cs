using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>Edits wherever in the solution a symbol stands.</summary>
internal static class SymbolEdits
{
    /// <summary>The editor of the file that a node is in.</summary>
    public static async Task<SyntaxEditor?> EditorOfAsync(this SolutionEditor editor, SyntaxNode node, CancellationToken cancellationToken) =>
        editor.OriginalSolution.GetDocument(node.SyntaxTree) is { } document
            ? await editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Makes every declaration of the type and of those around it partial.</summary>
    public static async Task MakePartialAsync(this SolutionEditor editor, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in type.WithContainingTypes().SelectMany(each => each.DeclaringSyntaxReferences))
            await editor.MakePartialAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes one declaration of a type partial.</summary>
    public static async Task MakePartialAsync(this SolutionEditor editor, SyntaxReference declaration, CancellationToken cancellationToken)
    {
        if (await declaration.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is TypeDeclarationSyntax type
            && await editor.EditorOfAsync(type, cancellationToken).ConfigureAwait(false) is { } file)
            file.ReplaceNode(type, static (current, _) => SyntaxEdits.WithPartial((TypeDeclarationSyntax)current));
    }

    /// <summary>Gives a declaration an attribute.</summary>
    public static async Task AddAttributeAsync(this SolutionEditor editor, SyntaxNode declaration, AttributeListSyntax attribute, CancellationToken cancellationToken)
    {
        if (await editor.EditorOfAsync(declaration, cancellationToken).ConfigureAwait(false) is { } file)
            file.ReplaceNode(declaration, (current, _) => SyntaxEdits.WithAttribute(current, attribute));
    }

    /// <summary>Gives ids to what needs one: a new attribute, or another number in the present one.</summary>
    public static async Task NumberAsync(this SolutionEditor editor, IEnumerable<Numbered> plan, CancellationToken cancellationToken)
    {
        foreach (Numbered numbered in plan)
        {
            if (numbered.Attribute is not { } attribute)
                await editor.AddAttributeAsync(numbered.Declaration, SyntaxEdits.AttributeList(numbered.AttributeName, numbered.Id), cancellationToken).ConfigureAwait(false);
            else if (await editor.EditorOfAsync(attribute, cancellationToken).ConfigureAwait(false) is { } file)
                file.ReplaceNode(attribute, (current, _) => SyntaxEdits.WithFirstArgument((AttributeSyntax)current, SyntaxEdits.Number(numbered.Id)));
        }
    }

    /// <summary>The declaration to which attributes of the symbol go, or null where it is not in source.</summary>
    public static SyntaxNode? DeclarationOf(this ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field } => field,
            VariableDeclaratorSyntax => null,
            var node => node,
        };
}
