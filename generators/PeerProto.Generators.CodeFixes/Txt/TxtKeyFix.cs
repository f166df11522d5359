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
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Txt;

/// <summary>Leaves out of a key what cannot stand in one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TxtKeyFix() : SyntaxCodeFix("Leave out what cannot stand in a key", "PEER0402")
{
    internal override bool CanFix(FixTarget target) => KeyOf(target).Length > 0;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        ExpressionSyntax key = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(KeyOf(target)));
        file.ReplaceNode(target.Attribute!, (current, _) => SyntaxEdits.WithFirstArgument((AttributeSyntax)current, key));
    }

    private static string KeyOf(FixTarget target) =>
        target.Attribute?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } argument && target.Model.GetConstantValue(argument).Value is string key
            ? new string([.. key.Where(TxtKeys.IsAllowed)])
            : "";
}
