using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>A declaration and the id that it gets.</summary>
internal sealed class Numbered(SyntaxNode declaration, AttributeSyntax? attribute, string attributeName, int id)
{
    /// <summary>The declaration.</summary>
    public SyntaxNode Declaration => declaration;

    /// <summary>The attribute that has a wrong id, or null where there is none yet.</summary>
    public AttributeSyntax? Attribute => attribute;

    /// <summary>The attribute to add where there is none.</summary>
    public string AttributeName => attributeName;

    /// <summary>The id.</summary>
    public int Id => id;
}
