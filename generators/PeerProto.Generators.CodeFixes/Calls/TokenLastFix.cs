using System.Collections.Generic;
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

/// <summary>Moves the one cancellation token of a call behind the other parameters.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TokenLastFix() : SyntaxCodeFix("Move the CancellationToken to the end", "PEER0205")
{
    internal override bool CanFix(FixTarget target) => List(target) is { } list && Token(target) is not null
        && list.Parameters.Count(parameter => IsToken(target, parameter)) == 1
        && !list.Parameters.Last().Modifiers.Any(SyntaxKind.ParamsKeyword);

    internal override object Once(FixTarget target) => List(target)!;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        SyntaxEditor file = (await editor.EditorOfAsync(target.Node, cancellationToken).ConfigureAwait(false))!;
        ParameterListSyntax list = List(target)!;
        int place = list.Parameters.IndexOf(Token(target)!);
        file.ReplaceNode(list, (current, _) =>
        {
            SeparatedSyntaxList<ParameterSyntax> parameters = ((ParameterListSyntax)current).Parameters;
            List<ParameterSyntax> bare = [.. parameters];
            List<SyntaxTriviaList> leading = [.. bare.Select(parameter => parameter.GetLeadingTrivia())];
            ParameterSyntax token = bare[place];
            bare.RemoveAt(place);
            bare.Add(token);
            return ((ParameterListSyntax)current).WithParameters(SyntaxFactory.SeparatedList(
                bare.Select((parameter, index) => parameter.WithLeadingTrivia(leading[index])), parameters.GetSeparators()));
        });
    }

    private static ParameterSyntax? Token(FixTarget target) => target.Node.FirstAncestorOrSelf<ParameterSyntax>();

    private static ParameterListSyntax? List(FixTarget target) => Token(target)?.Parent as ParameterListSyntax;

    private static bool IsToken(FixTarget target, ParameterSyntax parameter) =>
        target.Model.GetDeclaredSymbol(parameter)?.Type.ToDisplayString() == "System.Threading.CancellationToken";
}
