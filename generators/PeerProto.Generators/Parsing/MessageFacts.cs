using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>What a message's declaration says of its members.</summary>
/// <param name="Members">The members that travel.</param>
/// <param name="Keeping">The member that keeps what this side does not know, or null.</param>
/// <param name="HasErrors">Whether a member is wrong.</param>
internal sealed record MessageFacts(ImmutableArray<MessageMember> Members, MessageMember? Keeping, bool HasErrors)
{
    /// <summary>Looks into a message.</summary>
    public static MessageFacts Of(INamedTypeSymbol message)
    {
        var findings = new Findings();
        return new MessageFacts(MessageMembers.Of(message, findings), MessageMembers.Keeping(message, findings), findings.HasErrors);
    }
}
