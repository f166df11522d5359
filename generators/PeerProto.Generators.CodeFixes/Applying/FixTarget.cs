using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>The place a diagnostic points at.</summary>
internal sealed class FixTarget
{
    private FixTarget(Document document, SemanticModel model, Diagnostic diagnostic, SyntaxNode node)
    {
        Document = document;
        Model = model;
        Diagnostic = diagnostic;
        Node = node;
    }

    /// <summary>The file.</summary>
    public Document Document { get; }

    /// <summary>What the file's code means.</summary>
    public SemanticModel Model { get; }

    /// <summary>What was reported.</summary>
    public Diagnostic Diagnostic { get; }

    /// <summary>The node it was reported at.</summary>
    public SyntaxNode Node { get; }

    /// <summary>The attribute it was reported at, or null.</summary>
    public AttributeSyntax? Attribute => Node.FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>The type around the place, or the type it points at.</summary>
    public TypeDeclarationSyntax? TypeDeclaration => Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>Finds the place.</summary>
    public static async Task<FixTarget?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null || !diagnostic.Location.IsInSource || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? null
            : new FixTarget(document, model, diagnostic, root.FindNode(diagnostic.Location.SourceSpan));
    }

    /// <summary>The symbol that the member, parameter or type at the place declares, or null.</summary>
    public ISymbol? Declared(CancellationToken cancellationToken)
    {
        foreach (SyntaxNode node in Node.AncestorsAndSelf())
        {
            SyntaxNode declaration = node is BaseFieldDeclarationSyntax field ? field.Declaration.Variables[0] : node;
            if (declaration is MemberDeclarationSyntax or VariableDeclaratorSyntax or ParameterSyntax)
                return Model.GetDeclaredSymbol(declaration, cancellationToken);
        }

        return null;
    }
}
