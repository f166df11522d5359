using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PeerProto.Generators.Analyzers;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Evolution;

/// <summary>Raises a contract's version above the released one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RaiseVersionFix() : SyntaxCodeFix("Raise the version", "PEER0307")
{
    internal override bool CanFix(FixTarget target) => Attribute(target, CancellationToken.None) is not null && Version(target) is not null;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        AttributeSyntax attribute = Attribute(target, cancellationToken)!;
        ExpressionSyntax version = SyntaxEdits.Number(Version(target)!.Value);
        if (await editor.EditorOfAsync(attribute, cancellationToken).ConfigureAwait(false) is { } file)
            file.ReplaceNode(attribute, (current, _) => SyntaxEdits.WithNamedArgument((AttributeSyntax)current, "Version", version));
    }

    private static AttributeSyntax? Attribute(FixTarget target, CancellationToken cancellationToken) =>
        target.Declared(cancellationToken)?.Attribute(KnownNames.PeerContractAttribute)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    private static int? Version(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(LockAnalyzer.IdProperty, out string? text) && int.TryParse(text, out int version) ? version : null;
}
