using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Contracts;

/// <summary>Makes a contract, a message or a TXT record, and the types around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix() : SyntaxCodeFix("Make partial", "PEER0001", "PEER0100", "PEER0400")
{
    internal override bool CanFix(FixTarget target) => target.TypeDeclaration is not null;

    internal override object Once(FixTarget target) => target.TypeDeclaration!;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in target.Declared(cancellationToken)!.DeclaringSyntaxReferences)
            await editor.MakePartialAsync(reference, cancellationToken).ConfigureAwait(false);
    }
}
