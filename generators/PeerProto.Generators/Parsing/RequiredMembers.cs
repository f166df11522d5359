using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the members whose absence is an error for the reader of a message.</summary>
internal static class RequiredMembers
{
    /// <summary>Their ids. A message of a referenced assembly does not show its initializers; its codec says which they are.</summary>
    public static ImmutableHashSet<int> Of(INamedTypeSymbol message, WireScope scope)
    {
        INamedTypeSymbol definition = message.OriginalDefinition;
        if (scope.Facts?.Required is not { } known)
            return Read(definition, scope);
        if (!known.TryGetValue(definition, out ImmutableHashSet<int>? required))
            known[definition] = required = Read(definition, scope);
        return required;
    }

    private static ImmutableHashSet<int> Read(INamedTypeSymbol definition, WireScope scope)
    {
        INamedTypeSymbol? compiled = definition.DeclaringSyntaxReferences.IsEmpty ? definition.GetTypeMembers(KnownNames.PeerCodec).FirstOrDefault() : null;
        return compiled is null ? FromSource(definition, scope.Inside(definition)) : FromAttribute(compiled);
    }

    private static ImmutableHashSet<int> FromSource(INamedTypeSymbol message, WireScope inside)
    {
        var ignored = new Findings();
        (ImmutableArray<MessageMember> members, MessageMember? keeping, _) = inside.MembersOf(message);
        ImmutableArray<MessageMember> set = keeping is null ? members : members.Add(keeping);
        Construction? chosen = message.IsMessage()
            ? Construction.Choose(message, set, inside, ignored)
            : Construction.ChooseAsMessagePack(message, members, inside, ignored);
        return chosen is { } construction
            ? [.. members.Where(member => construction.NeedsValue(member, HasAbsentValue(member, inside))).Select(member => member.Id)]
            : [];
    }

    private static bool HasAbsentValue(MessageMember member, WireScope inside) =>
        WireForm.Of(member, inside) is not { } form || WireTypeParser.HasAbsentValue(form);

    private static ImmutableHashSet<int> FromAttribute(INamedTypeSymbol codec) =>
        codec.Attribute(KnownNames.RequiredMembersAttribute) is { ConstructorArguments.Length: 1 } attribute
            ? [.. attribute.ConstructorArguments[0].Values.Select(id => id.Value).OfType<int>()]
            : [];
}
