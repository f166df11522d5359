using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Contracts;

/// <summary>Sets the version of a contract to the lowest there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FirstVersionFix() : SyntaxCodeFix("Set the version to 1", "PEER0005")
{
    internal override bool CanFix(FixTarget target) => target.Attribute is not null;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(target.Attribute!, static (current, _) => SyntaxEdits.WithNamedArgument((AttributeSyntax)current, "Version", SyntaxEdits.Number(1)));
    }
}
