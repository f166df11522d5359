using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Txt;

/// <summary>Marks the type whose members have keys, or that a contract advertises, and makes it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkTxtRecordFix() : SyntaxCodeFix("Mark with [PeerTxtRecord]", "PEER0408", "PEER0410")
{
    internal override bool CanFix(FixTarget target) => TypeOf(target, CancellationToken.None) is not null;

    internal override object Once(FixTarget target) => TypeOf(target, CancellationToken.None)!.ToDisplayString();

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = TypeOf(target, cancellationToken)!;
        SyntaxNode declaration = await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        await editor.MakePartialAsync(type, cancellationToken).ConfigureAwait(false);
        await editor.AddAttributeAsync(declaration, SyntaxEdits.AttributeList(KnownNames.PeerTxtRecordAttribute), cancellationToken).ConfigureAwait(false);
    }

    private static INamedTypeSymbol? TypeOf(FixTarget target, CancellationToken cancellationToken)
    {
        ISymbol? declared = target.Declared(cancellationToken);
        ITypeSymbol? type = target.Diagnostic.Id == "PEER0410" ? declared?.Attribute(KnownNames.AdvertisesAttribute)?.AttributeClass?.TypeArguments[0] : declared?.ContainingType;
        return type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsGenericType: false, IsRefLikeType: false } named
            && named.Attribute(KnownNames.PeerTxtRecordAttribute) is null
            && named.DeclaringSyntaxReferences.Length > 0
            && named.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax
                ? named
                : null;
    }
}
