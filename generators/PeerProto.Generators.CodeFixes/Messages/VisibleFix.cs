using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>Makes a member of a message public.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class VisibleFix() : SyntaxCodeFix("Make public", "PEER0110")
{
    internal override bool CanFix(FixTarget target) =>
        target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } or FieldDeclarationSyntax;

    internal override object Once(FixTarget target) => target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(
            target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!,
            static (current, generator) => generator.WithAccessibility(current, Accessibility.Public));
    }
}
