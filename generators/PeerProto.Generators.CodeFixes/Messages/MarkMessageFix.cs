using System.Collections.Generic;
using System.Collections.Immutable;
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

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>Makes messages of the types that are to travel: marks them, numbers their members and makes them partial; also what they hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkMessageFix() : SyntaxCodeFix("Mark with [PeerMessage]", "PEER0103", "PEER0114")
{
    internal override bool CanFix(FixTarget target) => Types(target, CancellationToken.None).Count > 0;

    internal override object Once(FixTarget target) => string.Join("\n", Types(target, CancellationToken.None).Select(type => type.ToDisplayString()));

    internal override async Task EditAsync(SolutionEditor editor, FixTarget target, CancellationToken cancellationToken)
    {
        foreach (INamedTypeSymbol type in Types(target, cancellationToken))
        {
            SyntaxNode declaration = await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
            await editor.NumberAsync(MessageNumbering.Plan(type, includesUnmarked: true, cancellationToken), cancellationToken).ConfigureAwait(false);
            await editor.MakePartialAsync(type, cancellationToken).ConfigureAwait(false);
            await editor.AddAttributeAsync(declaration, SyntaxEdits.AttributeList(KnownNames.PeerMessageAttribute), cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<INamedTypeSymbol> Types(FixTarget target, CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> found = [];
        switch (target.Declared(cancellationToken))
        {
            case INamedTypeSymbol type:
                Collect(type, found);
                break;
            case ISymbol { ContainingType: { } type } when target.Diagnostic.Id == "PEER0114":
                Collect(type, found);
                break;
            case IMethodSymbol method:
                Collect(method.ReturnType, found);
                break;
            case { } user:
                Collect(TypeOf(user), found);
                break;
        }

        return found;
    }

    private static void Collect(ITypeSymbol? type, List<INamedTypeSymbol> found)
    {
        foreach (ITypeSymbol inner in Parts(type))
            Collect(inner, found);
        if (type is not INamedTypeSymbol named || !CanBecomeMessage(named) || found.Contains(named, SymbolEqualityComparer.Default))
            return;
        found.Add(named);
        foreach (ISymbol member in named.GetMembers().Where(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }))
            Collect(TypeOf(member), found);
    }

    private static ImmutableArray<ITypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };

    private static bool CanBecomeMessage(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsGenericType: false, IsRefLikeType: false, IsImplicitlyDeclared: false }
        && !type.IsMessage()
        && type.DeclaringSyntaxReferences.Length > 0
        && type.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax;

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };
}
