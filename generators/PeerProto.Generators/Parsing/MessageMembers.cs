using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the members of a message: properties, fields and constructor parameters that carry an id, its own and those it inherits.</summary>
internal static class MessageMembers
{
    /// <summary>The members in the order of their ids. Works on types from source and from references alike.</summary>
    public static ImmutableArray<MessageMember> Of(INamedTypeSymbol message, Findings findings)
    {
        if (message.IsMessagePackObject())
            return MessagePackMembers.Of(message, findings);
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

    /// <summary>The member that keeps what this side does not know, or null. It has no id.</summary>
    public static MessageMember? Keeping(INamedTypeSymbol message, Findings findings)
    {
        ISymbol[] keeping = message.IsMessage() ? [.. message.WithBases().SelectMany(type => type.GetMembers()).Where(IsKeeping)] : [];
        foreach (ISymbol other in keeping.Skip(1))
            findings.Report(DiagnosticCatalogue.UnknownMembersTwice, other, other.Name);
        return keeping.Length == 0 ? null : new MessageMember(-1, keeping[0], (keeping[0] as IPropertySymbol)?.Type ?? ((IFieldSymbol)keeping[0]).Type);
    }

    private static bool IsKeeping(ISymbol member) =>
        member is { IsStatic: false, IsImplicitlyDeclared: false } and (IPropertySymbol { IsOverride: false } or IFieldSymbol)
        && ((member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type) is INamedTypeSymbol type && type.Is(KnownNames.UnknownMembers);

    /// <summary>The attribute that gives a symbol its id: ours, or MessagePack's.</summary>
    public static AttributeData? IdAttribute(ISymbol symbol) => symbol.Attribute(KnownNames.MemberAttribute) ?? symbol.Attribute(KnownNames.KeyAttribute);

    private static IEnumerable<(ISymbol Symbol, AttributeData Attribute)> Marked(INamedTypeSymbol message)
    {
        foreach (INamedTypeSymbol type in message.WithBases())
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol && IdAttribute(member) is { } attribute)
                    yield return (member, attribute);
            }

            foreach (IMethodSymbol constructor in type.InstanceConstructors)
            {
                foreach (IParameterSymbol parameter in constructor.Parameters)
                {
                    if (IdAttribute(parameter) is { } attribute)
                        yield return (parameter, attribute);
                }
            }
        }
    }

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

        ISymbol? member = symbol is IParameterSymbol ? BehindParameter(symbol.ContainingType, symbol.Name) : symbol;
        if (member is IPropertySymbol property)
            member = LastOverride(message, property);
        if (Unreadable(member) is { } reason)
        {
            findings.Report(DiagnosticCatalogue.MemberUnreadable, symbol, symbol.Name, reason);
            return null;
        }

        if (HiddenBy(message, member!) is { } hiding)
        {
            findings.Report(DiagnosticCatalogue.MemberUnreadable, symbol, symbol.Name, $"'{hiding.Name}' has a member of the same name, which hides it");
            return null;
        }

        if (!IsVisibleEnough(message, member!))
            findings.Report(DiagnosticCatalogue.MemberHidden, member!, member!.Name);
        ITypeSymbol type = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member!).Type;
        return new MessageMember(id, member!, type, MemberCodec.Of(symbol, type, findings) ?? MemberCodec.Of(member!, type, findings));
    }

    private static ISymbol? BehindParameter(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            if ((Value(declaring.GetMembers(name)) ?? Value(declaring.GetMembers().Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)))) is { } value)
                return value;
        }

        return null;

        static ISymbol? Value(IEnumerable<ISymbol> members) => members.FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol);
    }

    private static IPropertySymbol LastOverride(INamedTypeSymbol message, IPropertySymbol property) => property is { IsVirtual: false, IsAbstract: false, IsOverride: false }
        ? property
        : message.WithBases().SelectMany(type => type.GetMembers(property.Name)).OfType<IPropertySymbol>().LastOrDefault(other => Overrides(other, property)) ?? property;

    private static bool Overrides(IPropertySymbol property, IPropertySymbol overridden)
    {
        for (IPropertySymbol? current = property; current is not null; current = current.OverriddenProperty)
        {
            if (SymbolEqualityComparer.Default.Equals(current, overridden))
                return true;
        }

        return false;
    }

    /// <summary>The class between a member's own and the message that hides it, or null.</summary>
    public static INamedTypeSymbol? HiddenBy(INamedTypeSymbol message, ISymbol member) => SymbolEqualityComparer.Default.Equals(message, member.ContainingType)
        ? null
        : message.WithBases()
            .SkipWhile(type => !SymbolEqualityComparer.Default.Equals(type, member.ContainingType)).Skip(1)
            .FirstOrDefault(type => type.GetMembers(member.Name).Any(other => !other.IsOverride));

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
        || (!message.IsVisibleOutside()
            && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal
            && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, message.ContainingAssembly));
}
