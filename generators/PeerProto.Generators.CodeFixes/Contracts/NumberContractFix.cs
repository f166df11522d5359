using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Contracts;

/// <summary>Marks the unmarked members of a contract, and gives free ids to those whose id is out of range or taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NumberContractFix() : SyntaxCodeFix("Number the channels and calls", "PEER0006", "PEER0008", "PEER0009", "PEER0131")
{
    internal override bool CanFix(FixTarget target) => Plan(target, CancellationToken.None).Count > 0;

    internal override object Once(FixTarget target) => target.TypeDeclaration!.Identifier.Text;

    internal override Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken) =>
        editor.NumberAsync(Plan(target, cancellationToken), cancellationToken);

    private static IReadOnlyList<Numbered> Plan(FixTarget target, CancellationToken cancellationToken)
    {
        if (target.Declared(cancellationToken) is not { ContainingType: { TypeKind: TypeKind.Interface } contract })
            return [];
        var numbering = new Numbering(1, ProtocolLimits.MaxContractMemberId, ReservedIds.Of(contract));
        foreach (ISymbol member in contract.GetMembers().Where(member => member is { IsAbstract: true, IsStatic: false }))
        {
            AttributeData? mark = member.Attribute(KnownNames.ChannelAttribute) ?? member.Attribute(KnownNames.CallAttribute) ?? member.Attribute(KnownNames.StreamAttribute);
            if (member.DeclarationOf(cancellationToken) is not { } declaration)
                continue;
            if (mark?.IntegerArgument() is { } id && mark.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax attribute)
                numbering.AddMarked(declaration, attribute, id);
            else if (mark is null && member is IPropertySymbol { IsIndexer: false } or IMethodSymbol { MethodKind: MethodKind.Ordinary })
                numbering.AddUnmarked(declaration, MarkOf(member));
        }

        return numbering.Plan();
    }

    private static string MarkOf(ISymbol member) => member switch
    {
        IMethodSymbol method when CallParser.TakesPipe(method) => KnownNames.StreamAttribute,
        IMethodSymbol => KnownNames.CallAttribute,
        _ => KnownNames.ChannelAttribute,
    };
}
