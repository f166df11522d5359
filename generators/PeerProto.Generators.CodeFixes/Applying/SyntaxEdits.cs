using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>Pieces of syntax that several fixes write.</summary>
internal static class SyntaxEdits
{
    /// <summary>The modifiers with <c>partial</c> as the last one, as the language wants it.</summary>
    public static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
            return type;
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
            return type.WithModifiers(type.Modifiers.Add(partial));
        SyntaxTriviaList leading = type.Keyword.LeadingTrivia;
        return type.AttributeLists.Count > 0 || leading.Count > 0
            ? type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(leading)))
            : type.WithModifiers(SyntaxFactory.TokenList(partial));
    }

    /// <summary>An attribute of PeerProto, named as short as the file's usings allow.</summary>
    public static AttributeListSyntax AttributeList(string qualifiedName, int? id = null)
    {
        NameSyntax name = SyntaxFactory.ParseName("global::" + qualifiedName).WithAdditionalAnnotations(Simplifier.Annotation);
        AttributeSyntax attribute = SyntaxFactory.Attribute(name);
        if (id is { } number)
            attribute = attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(Number(number)));
        return SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
    }

    /// <summary>The number as an expression.</summary>
    public static ExpressionSyntax Number(int number) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(number.ToString(CultureInfo.InvariantCulture), number));

    /// <summary>The attribute with another first argument.</summary>
    public static AttributeSyntax WithFirstArgument(AttributeSyntax attribute, ExpressionSyntax value)
    {
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
            return attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(value));
        AttributeArgumentSyntax first = list.Arguments[0];
        return attribute.WithArgumentList(list.ReplaceNode(first, first.WithExpression(value.WithTriviaFrom(first.Expression))));
    }

    /// <summary>The attribute with a named argument set.</summary>
    public static AttributeSyntax WithNamedArgument(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        AttributeArgumentSyntax? present = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == name);
        return present is null
            ? attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(name), null, value))
            : attribute.ReplaceNode(present, present.WithExpression(value));
    }

    /// <summary>The member with an attribute on a line of its own, or a parameter with one before it.</summary>
    public static SyntaxNode WithAttribute(SyntaxNode node, AttributeListSyntax list) => node switch
    {
        ParameterSyntax parameter => parameter.WithoutLeadingTrivia()
            .WithAttributeLists(parameter.AttributeLists.Add(list.WithTrailingTrivia(SyntaxFactory.Space))).WithLeadingTrivia(parameter.GetLeadingTrivia()),
        MemberDeclarationSyntax member => WithAttribute(member, list),
        _ => node,
    };

    private static MemberDeclarationSyntax WithAttribute(MemberDeclarationSyntax member, AttributeListSyntax list)
    {
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        SyntaxTrivia[] indent = [.. leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        MemberDeclarationSyntax bare = member.WithLeadingTrivia(indent);
        SyntaxTrivia lineEnd = member.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        AttributeListSyntax placed = list.WithLeadingTrivia(leading).WithTrailingTrivia(lineEnd == default ? SyntaxFactory.LineFeed : lineEnd);
        return bare.AttributeLists.Count == 0
            ? bare.WithAttributeLists(SyntaxFactory.SingletonList(placed))
            : bare.WithAttributeLists(bare.AttributeLists.Insert(0, placed));
    }
}
