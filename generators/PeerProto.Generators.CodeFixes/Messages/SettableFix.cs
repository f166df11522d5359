using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>Gives a property that only gets an init accessor, and takes <c>readonly</c> from a field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SettableFix() : SyntaxCodeFix("Make settable", "PEER0106", "PEER0406")
{
    internal override bool CanFix(FixTarget target) => target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword) => false,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0] is { RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body: null, ExpressionBody: null },
        FieldDeclarationSyntax { Parent: TypeDeclarationSyntax type } => !type.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        _ => false,
    };

    internal override object Once(FixTarget target) => target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!, static (current, _) => current switch
        {
            PropertyDeclarationSyntax property => property.WithAccessorList(property.AccessorList!.AddAccessors(
                SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)))),
            FieldDeclarationSyntax field => field
                .WithModifiers([.. field.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword))])
                .WithLeadingTrivia(field.GetLeadingTrivia()),
            _ => current,
        });
    }
}
