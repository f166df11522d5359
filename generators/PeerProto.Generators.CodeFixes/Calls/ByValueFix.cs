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

namespace PeerProto.Generators.CodeFixes.Calls;

/// <summary>Lets a call take a parameter by value. An <c>out</c> parameter has no value to give, so it is left to its author.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ByValueFix() : SyntaxCodeFix("Pass by value", "PEER0203")
{
    internal override bool CanFix(FixTarget target) => target.Node.FirstAncestorOrSelf<ParameterSyntax>()?.Modifiers.Any(SyntaxKind.OutKeyword) == false;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(target.Node.FirstAncestorOrSelf<ParameterSyntax>()!, static (current, _) =>
        {
            var parameter = (ParameterSyntax)current;
            return parameter
                .WithModifiers([.. parameter.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.RefKeyword) && !modifier.IsKind(SyntaxKind.InKeyword) && !modifier.IsKind(SyntaxKind.ReadOnlyKeyword))])
                .WithLeadingTrivia(parameter.GetLeadingTrivia());
        });
    }
}
