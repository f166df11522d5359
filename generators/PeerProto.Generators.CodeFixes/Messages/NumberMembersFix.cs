using System.Collections.Generic;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.CodeFixes.Applying;

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>
/// Numbers the members of a message: those with a bad id, and where the message has none or cannot be made without them, also those without an
/// attribute.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NumberMembersFix() : SyntaxCodeFix("Number the members", "PEER0104", "PEER0105", "PEER0107", "PEER0109", "PEER0131")
{
    internal override bool CanFix(FixTarget target) => Plan(target, CancellationToken.None).Count > 0;

    internal override object Once(FixTarget target) => target.TypeDeclaration!;

    internal override Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken) =>
        editor.NumberAsync(Plan(target, cancellationToken), cancellationToken);

    private static IReadOnlyList<Numbered> Plan(FixTarget target, CancellationToken cancellationToken)
    {
        bool includesUnmarked = target.Diagnostic.Id is "PEER0107" or "PEER0109";
        return target.TypeDeclaration is { } declaration && target.Model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol message
            ? MessageNumbering.Plan(message, includesUnmarked, cancellationToken)
            : [];
    }
}
