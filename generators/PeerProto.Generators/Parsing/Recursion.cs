using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// Finds messages that cannot end: those that always hold another one of their own kind, structs that lie inside themselves, and generic messages
/// that hold themselves with ever larger arguments. Nullable members, sequences and maps end, since they can be empty; a nullable struct inside itself
/// has no layout all the same. A union ends if one of its cases does.
/// </summary>
internal sealed class Recursion
{
    /// <summary>How many types are followed from one message: more come only from generic messages that grow without end.</summary>
    private const int MaxTypes = 4_096;

    private readonly Dictionary<ITypeSymbol, ITypeSymbol[]> _held = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _ending = new(SymbolEqualityComparer.Default);

    private Recursion()
    {
    }

    /// <summary>The member through which a message holds itself without end, or null.</summary>
    public static MessageMember? Find(INamedTypeSymbol message, WireScope scope)
    {
        var recursion = new Recursion();
        recursion.Follow(message, scope);
        recursion.FindEnding();
        WireScope inside = scope.Inside(message);
        return (recursion._ending.Contains(message) ? null : inside.MembersOf(message).Members.FirstOrDefault(member =>
                HeldAlways(WireForm.Of(member, inside), inside).Any(held => !recursion._ending.Contains(held) && recursion.Reaches(held, message))))
            ?? (message.IsValueType ? FindLayout(message, scope) : null);
    }

    /// <summary>The member through which a generic message holds itself with larger arguments than its own, or null.</summary>
    public static MessageMember? FindGrowing(INamedTypeSymbol message, WireScope scope)
    {
        if (!message.AllTypeParameters().Any())
            return null;
        WireScope inside = scope.Inside(message);
        return inside.MembersOf(message).Members.FirstOrDefault(member =>
            member.Codec is null && Grows(member.Type, message, inside, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)));
    }

    private void Follow(ITypeSymbol type, WireScope scope)
    {
        if (_held.ContainsKey(type) || _held.Count == MaxTypes || type.IsTooLarge())
            return;
        WireScope inside = scope.Inside((INamedTypeSymbol)type);
        ITypeSymbol[][] parts = IsUnion(type)
            ? [.. UnionCases.Of((INamedTypeSymbol)type, inside, new Findings()).Select(each => HeldAlways(WireForm.Of(each.Type, inside), inside).ToArray())]
            : [.. inside.MembersOf((INamedTypeSymbol)type).Members.Select(member => HeldAlways(WireForm.Of(member, inside), inside).ToArray())];
        ITypeSymbol[] held = IsUnion(type) && parts.Any(part => part.Length == 0) ? [] : [.. parts.SelectMany(part => part)];
        _held[type] = held;
        foreach (ITypeSymbol each in held)
            Follow(each, inside);
    }

    private void FindEnding()
    {
        bool found;
        do
        {
            found = false;
            foreach (KeyValuePair<ITypeSymbol, ITypeSymbol[]> pair in _held)
            {
                bool ends = IsUnion(pair.Key) && pair.Value.Length > 0 ? pair.Value.Any(_ending.Contains) : pair.Value.All(_ending.Contains);
                found |= ends && _ending.Add(pair.Key);
            }
        }
        while (found);
    }

    private bool Reaches(ITypeSymbol from, ITypeSymbol target)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var left = new Stack<ITypeSymbol>([from]);
        while (left.Count > 0)
        {
            ITypeSymbol type = left.Pop();
            if (SymbolEqualityComparer.Default.Equals(type, target))
                return true;
            if (!seen.Add(type) || !_held.TryGetValue(type, out ITypeSymbol[]? held))
                continue;
            foreach (ITypeSymbol each in held.Where(each => !_ending.Contains(each)))
                left.Push(each);
        }

        return false;
    }

    private static bool IsUnion(ITypeSymbol type) => UnionCases.IsUnion((INamedTypeSymbol)type);

    private static IEnumerable<ITypeSymbol> HeldAlways(WireForm? form, WireScope scope) => form switch
    {
        { Kind: WireKind.Message or WireKind.Union } => [form.Type],
        { Kind: WireKind.Surrogate or WireKind.Tuple } => form.Inner.SelectMany(inner => HeldAlways(WireForm.Of(inner, scope), scope)),
        _ => [],
    };

    private static MessageMember? FindLayout(INamedTypeSymbol message, WireScope scope)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        return scope.MembersOf(message).Members.FirstOrDefault(member => LiesIn(member.Type, message, scope, seen));
    }

    private static bool LiesIn(ITypeSymbol type, INamedTypeSymbol message, WireScope scope, HashSet<ITypeSymbol> seen) => WireForm.Of(type, scope) switch
    {
        { Kind: WireKind.Nullable or WireKind.Tuple } form => form.Inner.Any(inner => LiesIn(inner, message, scope, seen)),
        { Kind: WireKind.Message, Type.IsValueType: true } form => SymbolEqualityComparer.Default.Equals(form.Type, message)
            || (seen.Count < MaxTypes && !form.Type.IsTooLarge() && seen.Add(form.Type)
                && scope.MembersOf((INamedTypeSymbol)form.Type).Members.Any(member => LiesIn(member.Type, message, scope, seen))),
        _ => false,
    };

    private static bool Grows(ITypeSymbol type, INamedTypeSymbol message, WireScope scope, HashSet<ITypeSymbol> seen)
    {
        if (type.IsTooLarge() || WireForm.Of(type, scope) is not { } form)
            return false;
        if (form.Inner.Any(inner => Grows(inner, message, scope, seen)))
            return true;
        if (form.Kind is not (WireKind.Message or WireKind.Union) || seen.Count == MaxTypes || !seen.Add(type))
            return false;
        var named = (INamedTypeSymbol)type;
        if (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, message.OriginalDefinition))
            return named.AllTypeArguments().Any(argument => argument is not ITypeParameterSymbol && HoldsParameter(argument));
        IEnumerable<ITypeSymbol> inside = form.Kind == WireKind.Union
            ? UnionCases.Of(named, scope, new Findings()).Select(each => (ITypeSymbol)each.Type)
            : scope.MembersOf(named).Members.Where(member => member.Codec is null).Select(member => member.Type);
        return named.AllTypeArguments().Any(HoldsParameter) && inside.Any(each => Grows(each, message, scope, seen));
    }

    private static bool HoldsParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => HoldsParameter(array.ElementType),
        INamedTypeSymbol named => named.AllTypeArguments().Any(HoldsParameter),
        _ => false,
    };
}
