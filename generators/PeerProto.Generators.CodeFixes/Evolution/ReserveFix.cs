using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.Analyzers;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Evolution;

/// <summary>Reserves the id of what was removed: in the type's <c>[Reserved]</c>, or in a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReserveFix() : SyntaxCodeFix("Reserve the id", "PEER0302")
{
    internal override bool CanFix(FixTarget target) => target.TypeDeclaration is not null && Id(target) is not null;

    internal override object Once(FixTarget target) => (target.TypeDeclaration!, Id(target));

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax declaration = target.TypeDeclaration!;
        int id = Id(target)!.Value;
        SyntaxEditor file = (await editor.EditorOfAsync(declaration, cancellationToken).ConfigureAwait(false))!;
        file.ReplaceNode(declaration, (current, _) => Reserve((TypeDeclarationSyntax)current, id));
    }

    private static SyntaxNode Reserve(TypeDeclarationSyntax type, int id)
    {
        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (attribute.Name.ToString() is "Reserved" or "PeerProto.Reserved" or "global::PeerProto.ReservedAttribute")
                    return type.ReplaceNode(attribute, attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxEdits.Number(id))));
            }
        }

        return SyntaxEdits.WithAttribute(type, SyntaxEdits.AttributeList(KnownNames.ReservedAttribute, id));
    }

    private static int? Id(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(LockAnalyzer.IdProperty, out string? text) && int.TryParse(text, out int id) ? id : null;
}
