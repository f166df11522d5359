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

namespace PeerProto.Generators.CodeFixes.Calls;

/// <summary>Makes a call return a value task, or an asynchronous stream instead of an enumerable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReturnTaskFix() : SyntaxCodeFix("Return a ValueTask or a stream", "PEER0200")
{
    private const string Tasks = "global::System.Threading.Tasks";

    internal override bool CanFix(FixTarget target) => target.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ReturnType: not RefTypeSyntax };

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        MethodDeclarationSyntax method = target.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        SyntaxEditor file = (await editor.EditorOfAsync(method, cancellationToken).ConfigureAwait(false))!;
        ITypeSymbol? returned = target.Model.GetTypeInfo(method.ReturnType, cancellationToken).Type;
        TypeSyntax type = method.ReturnType switch
        {
            NullableTypeSyntax { ElementType: var task } when IsTask(returned) => task,
            var nothing when returned is null or { SpecialType: SpecialType.System_Void } => Name($"{Tasks}.ValueTask"),
            GenericNameSyntax enumerable when returned.Is("System.Collections.Generic.IEnumerable") =>
                Name($"global::System.Collections.Generic.IAsyncEnumerable<{enumerable.TypeArgumentList.Arguments[0]}>"),
            var value => Name($"{Tasks}.ValueTask<{value.WithoutTrivia()}>"),
        };
        file.ReplaceNode(method, (current, _) => ((MethodDeclarationSyntax)current).WithReturnType(type.WithTriviaFrom(method.ReturnType)));
    }

    private static bool IsTask(ITypeSymbol? type) =>
        type is not null && (type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask") || type.Is("System.Collections.Generic.IAsyncEnumerable"));

    private static TypeSyntax Name(string type) => SyntaxFactory.ParseTypeName(type).WithAdditionalAnnotations(Simplifier.Annotation);
}
