using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the members of a type that is annotated for MessagePack-CSharp, as that finds them.</summary>
internal static class MessagePackMembers
{
    /// <summary>The members: by id where the type is an array, in the order in which they are written where it is a map.</summary>
    public static ImmutableArray<MessageMember> Of(INamedTypeSymbol type, Findings findings)
    {
        if (WhyUnfit(type) is { } unfit)
            findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, type, type.ToText(), unfit);
        bool byName = MessagePackTypes.IsKeyedByName(type);
        bool isMap = MessagePackTypes.IsMap(type);
        var members = new List<MessageMember>();
        foreach (ISymbol symbol in MessagePackTypes.Members(type))
        {
            object? key = byName ? symbol.Name : MessagePackTypes.Key(symbol)?.Value;
            string? reason = WhyUnfit(symbol)
                ?? (MessageMembers.HiddenBy(type, symbol) is { } hiding ? $"'{hiding.Name}' has a member that hides '{symbol.Name}'" : null)
                ?? (key is null ? $"'{symbol.Name}' has neither [Key] nor [IgnoreMember]"
                : key is string != isMap ? "some of its keys are numbers and some are strings"
                : key is int and (< 0 or > ProtocolLimits.MaxMessageMemberId) ? $"the key {key} is not within 0 and {ProtocolLimits.MaxMessageMemberId}"
                : members.Any(other => isMap ? other.Key == (string)key : other.Id == (int)key) ? $"the key {key} is there twice"
                : members.Count > ProtocolLimits.MaxMessageMemberId ? $"it has more than {ProtocolLimits.MaxMessageMemberId + 1} members"
                : null);
            if (reason is not null)
                findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, symbol, type.ToText(), reason);
            else
                members.Add(new MessageMember(isMap ? members.Count : (int)key!, symbol, TypeOf(symbol)) { Key = key as string });
        }

        return isMap ? [.. members] : [.. members.OrderBy(member => member.Id)];
    }

    private static ITypeSymbol TypeOf(ISymbol symbol) => (symbol as IPropertySymbol)?.Type ?? ((IFieldSymbol)symbol).Type;

    private static string? WhyUnfit(INamedTypeSymbol type) =>
        type.Attribute(KnownNames.MessagePackFormatterAttribute) is not null ? "it has a formatter of its own; use that on the member with [PeerCodec] and PeerProto.MessagePack"
        : type.AllInterfaces.Any(each => each.Is(KnownNames.MessagePackCallbacks)) ? "its serialization callbacks would not be called; let a surrogate travel in its place"
        : null;

    private static string? WhyUnfit(ISymbol member) => member switch
    {
        _ when MessagePackTypes.Attribute(member, KnownNames.MessagePackFormatterAttribute) is not null => $"'{member.Name}' has a formatter of its own",
        IPropertySymbol property when !MessagePackTypes.IsPublic(property.GetMethod) => $"'{member.Name}' has no public getter",
        _ => null,
    };
}
