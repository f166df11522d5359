using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the members of a message: properties, fields and constructor parameters that carry an id.</summary>
internal static class MessageMembers
{
    /// <summary>The members in the order of their ids. Works on types from source and from references alike.</summary>
    public static ImmutableArray<MessageMember> Of(INamedTypeSymbol message, Findings findings)
    {
        var members = new SortedDictionary<int, MessageMember>();
        foreach ((ISymbol symbol, AttributeData attribute) in Marked(message))
        {
            if (Read(message, symbol, attribute, findings) is not { } member)
                continue;
            if (!members.TryGetValue(member.Id, out MessageMember? other))
                members.Add(member.Id, member);
            else if (!SymbolEqualityComparer.Default.Equals(other.Symbol, member.Symbol))
                findings.Report(DiagnosticCatalogue.MemberIdDuplicate, attribute, member.Symbol.Name, member.Id, other.Symbol.Name);
        }

        foreach (IGrouping<ISymbol, MessageMember> twice in members.Values.GroupBy(member => member.Symbol, SymbolEqualityComparer.Default).Where(group => group.Count() > 1)!)
            findings.Report(DiagnosticCatalogue.MemberIdDuplicate, twice.Key, twice.Key.Name, twice.Last().Id, twice.Key.Name);
        return [.. members.Values];
    }

    /// <summary>The attribute that gives a symbol its id: ours, or MessagePack's.</summary>
    public static AttributeData? IdAttribute(ISymbol symbol) => symbol.Attribute(KnownNames.MemberAttribute) ?? symbol.Attribute(KnownNames.KeyAttribute);

    private static IEnumerable<(ISymbol Symbol, AttributeData Attribute)> Marked(INamedTypeSymbol message) =>
        message.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol)
            .Concat(message.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
            .Select(symbol => (symbol, IdAttribute(symbol)!))
            .Where(marked => marked.Item2 is not null);

    private static MessageMember? Read(INamedTypeSymbol message, ISymbol symbol, AttributeData attribute, Findings findings)
    {
        if (attribute.IntegerArgument() is not { } id)
        {
            findings.Report(DiagnosticCatalogue.KeyNotInteger, attribute, symbol.Name);
            return null;
        }

        if (id is < 0 or > ProtocolLimits.MaxMessageMemberId)
        {
            findings.Report(DiagnosticCatalogue.MemberIdOutOfRange, attribute, id, symbol.Name, ProtocolLimits.MaxMessageMemberId);
            return null;
        }

        ISymbol? member = symbol is IParameterSymbol ? BehindParameter(message, symbol.Name) : symbol;
        if (Unreadable(member) is { } reason)
        {
            findings.Report(DiagnosticCatalogue.MemberUnreadable, symbol, symbol.Name, reason);
            return null;
        }

        if (!IsVisibleEnough(message, member!))
            findings.Report(DiagnosticCatalogue.MemberHidden, member!, member!.Name);
        return new MessageMember(id, member!, member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member!).Type);
    }

    private static ISymbol? BehindParameter(INamedTypeSymbol message, string name) =>
        message.GetMembers(name).Concat(message.GetMembers().Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol);

    private static string? Unreadable(ISymbol? member) => member switch
    {
        null => "no property or field has the parameter's name",
        { IsStatic: true } => "it is static",
        IPropertySymbol { IsIndexer: true } => "it is an indexer",
        IPropertySymbol { GetMethod: null } => "it has no getter",
        { CanBeReferencedByName: false } => "it implements an interface explicitly",
        _ => null,
    };

    private static bool IsVisibleEnough(INamedTypeSymbol message, ISymbol member) =>
        member.DeclaredAccessibility == Accessibility.Public
        || (!message.IsVisibleOutside() && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);
}
