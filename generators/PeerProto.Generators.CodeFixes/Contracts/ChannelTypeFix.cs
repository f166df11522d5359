using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Contracts;

/// <summary>Makes a property a channel: <c>IMessageChannel&lt;T&gt; { get; }</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ChannelTypeFix() : SyntaxCodeFix("Declare as IMessageChannel<T> { get; }", "PEER0007")
{
    internal override bool CanFix(FixTarget target) => target.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not null;

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        PropertyDeclarationSyntax property = target.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>()!;
        SyntaxEditor file = (await editor.EditorOfAsync(property, cancellationToken).ConfigureAwait(false))!;
        bool isChannel = target.Model.GetTypeInfo(property.Type, cancellationToken).Type?.Is(KnownNames.MessageChannel) == true;
        TypeSyntax type = (isChannel, property.Type) switch
        {
            (true, NullableTypeSyntax nullable) => nullable.ElementType,
            (true, var channel) => channel,
            (false, var message) => SyntaxFactory.ParseTypeName($"global::{KnownNames.MessageChannel}<{message.WithoutTrivia()}>").WithAdditionalAnnotations(Simplifier.Annotation),
        };
        AccessorListSyntax get = SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(
            SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))));
        file.ReplaceNode(property, (current, _) => ((PropertyDeclarationSyntax)current)
            .WithType(type.WithTriviaFrom(property.Type))
            .WithAccessorList(get.WithTrailingTrivia(property.AccessorList?.GetTrailingTrivia() ?? SyntaxFactory.TriviaList())));
    }
}
