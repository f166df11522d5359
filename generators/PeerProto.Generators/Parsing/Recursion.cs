using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Finds messages that cannot end: those that always hold another one of their own kind, and structs that lie inside themselves. Nullable
/// members, sequences and maps end, since they can be empty; a nullable struct inside itself has no layout all the same.
/// </summary>
internal static class Recursion
{
    /// <summary>The member through which a message holds itself without end, or null.</summary>
    public static MessageMember? Find(INamedTypeSymbol message, WireScope scope) =>
        Find(message, type => HeldAlways(type, scope)) ?? (message.IsValueType ? Find(message, type => HeldInLayout(type, scope)) : null);

    private static MessageMember? Find(INamedTypeSymbol message, Func<ITypeSymbol, INamedTypeSymbol?> held)
    {
        foreach (MessageMember member in MessageMembers.Of(message, new Findings()))
        {
            if (held(member.Type) is { } inner && Reaches(inner, message, held, new HashSet<ISymbol>(SymbolEqualityComparer.Default)))
                return member;
        }

        return null;
    }

    private static bool Reaches(INamedTypeSymbol from, INamedTypeSymbol target, Func<ITypeSymbol, INamedTypeSymbol?> held, HashSet<ISymbol> seen)
    {
        if (SymbolEqualityComparer.Default.Equals(from, target))
            return true;
        if (!seen.Add(from))
            return false;
        foreach (MessageMember member in MessageMembers.Of(from, new Findings()))
        {
            if (held(member.Type) is { } inner && Reaches(inner, target, held, seen))
                return true;
        }

        return false;
    }

    private static INamedTypeSymbol? HeldAlways(ITypeSymbol type, WireScope scope) =>
        WireForm.Of(type, scope) is { Kind: WireKind.Message } form ? (INamedTypeSymbol)form.Type : null;

    private static INamedTypeSymbol? HeldInLayout(ITypeSymbol type, WireScope scope) => WireForm.Of(type, scope) switch
    {
        { Kind: WireKind.Nullable } form => HeldInLayout(form.Inner[0], scope),
        { Kind: WireKind.Message, Type: INamedTypeSymbol { IsValueType: true } message } => message,
        _ => null,
    };
}
