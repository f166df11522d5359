using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Generators.CodeFixes.Applying;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.CodeFixes.Messages;

/// <summary>Finds what of a message needs an id.</summary>
internal static class MessageNumbering
{
    /// <summary>Plans the ids.</summary>
    /// <param name="message">The message, or what is to become one.</param>
    /// <param name="includesUnmarked">Whether members without an attribute are to travel too.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IReadOnlyList<Numbered> Plan(INamedTypeSymbol message, bool includesUnmarked, CancellationToken cancellationToken)
    {
        var numbering = new Numbering(0, ProtocolLimits.MaxMessageMemberId, ReservedIds.Of(message));
        foreach (ISymbol member in Candidates(message))
        {
            if (member.DeclarationOf(cancellationToken) is not { } declaration)
                continue;
            AttributeData? mark = MessageMembers.IdAttribute(member);
            if (mark?.IntegerArgument() is { } id && mark.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax attribute)
                numbering.AddMarked(declaration, attribute, id);
            else if (mark is null && includesUnmarked && Travels(message, member))
                numbering.AddUnmarked(declaration, KnownNames.MemberAttribute);
        }

        return numbering.Plan();
    }

    /// <summary>Parameters of the primary constructor, then properties and fields, as they are declared.</summary>
    private static IEnumerable<ISymbol> Candidates(INamedTypeSymbol message)
    {
        ISymbol[] parameters = [.. PrimaryConstructor(message)?.Parameters ?? []];
        return parameters.Concat(message.GetMembers().Where(member =>
            member is IPropertySymbol { IsIndexer: false } or IFieldSymbol { IsConst: false }
            && member is { IsStatic: false, IsImplicitlyDeclared: false }
            && !parameters.Any(parameter => SharesDeclaration(parameter, member))));
    }

    private static bool Travels(INamedTypeSymbol message, ISymbol member) => member switch
    {
        IParameterSymbol parameter => message.IsRecord && message.GetMembers(parameter.Name).Any(other => SharesDeclaration(parameter, other)),
        IPropertySymbol { DeclaredAccessibility: Accessibility.Public, GetMethod: not null, IsOverride: false } property =>
            !property.Type.Is(KnownNames.UnknownMembers) && (property.SetMethod is not null || TakesInConstructor(message, property)),
        IFieldSymbol { DeclaredAccessibility: Accessibility.Public, IsReadOnly: false } => true,
        _ => false,
    };

    private static bool TakesInConstructor(INamedTypeSymbol message, IPropertySymbol property) => message.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Any(parameter =>
            string.Equals(parameter.Name, property.Name, System.StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type)));

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol message) => message.InstanceConstructors.FirstOrDefault(constructor =>
        !constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax));

    private static bool SharesDeclaration(ISymbol one, ISymbol other) =>
        one.DeclaringSyntaxReferences.Any(reference => other.DeclaringSyntaxReferences.Any(each => each.SyntaxTree == reference.SyntaxTree && each.Span == reference.Span));
}
