using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>Makes a member nullable, so that a message that holds its own kind can end. A struct inside itself has no layout, nullable or not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OptionalFix() : SyntaxCodeFix("Make nullable", "PEER0108")
{
    internal override bool CanFix(FixTarget target) => TypeSyntax(target) is { } type
        && target.Model.GetTypeInfo(type).Type is { IsReferenceType: true };

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(TypeSyntax(target)!, static (current, _) =>
            SyntaxFactory.NullableType(((TypeSyntax)current).WithoutTrailingTrivia()).WithTrailingTrivia(current.GetTrailingTrivia()));
    }

    private static TypeSyntax? TypeSyntax(FixTarget target) =>
        target.Node.FirstAncestorOrSelf<ParameterSyntax>()?.Type ?? target.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            PropertyDeclarationSyntax property => property.Type,
            FieldDeclarationSyntax field => field.Declaration.Type,
            _ => null,
        };
}
