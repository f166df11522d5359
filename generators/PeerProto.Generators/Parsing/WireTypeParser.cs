using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a type into what generated code needs to know of it.</summary>
internal static class WireTypeParser
{
    /// <summary>Parses the type of a member, message, argument, result or item; reports where it cannot travel.</summary>
    public static WireTypeModel? Parse(ITypeSymbol type, ISymbol user, WireScope scope, Findings findings)
    {
        if (FindUnsupported(type, scope) is { } unsupported)
        {
            findings.Report(DiagnosticCatalogue.TypeUnsupported, user, user.ToText(), unsupported.ToText(), Remedy(unsupported));
            return null;
        }

        return Parse(type, scope);
    }

    /// <summary>The part of the type that cannot travel, or null.</summary>
    public static ITypeSymbol? FindUnsupported(ITypeSymbol type, WireScope scope) => WireForm.Of(type, scope) is { } form
        ? form.Inner.Select(inner => FindUnsupported(inner, scope)).FirstOrDefault(inner => inner is not null)
        : type;

    private static WireTypeModel Parse(ITypeSymbol type, WireScope scope)
    {
        WireForm form = WireForm.Of(type, scope)!;
        List<WireTypeModel> inner = [.. form.Inner.Select(inner => Parse(inner, scope))];
        string name = Name(form, inner);
        bool bounded = IsBounded(type, scope, new Dictionary<ISymbol, bool>(SymbolEqualityComparer.Default));
        return new WireTypeModel(name, Codec(form, inner), form.Primitive, bounded, Absent(form, name));
    }

    private static string Name(WireForm form, List<WireTypeModel> inner) => form.Kind switch
    {
        WireKind.Nullable or WireKind.Optional => inner[0].Name + "?",
        _ when form.Type is IArrayTypeSymbol && inner.Count == 1 => inner[0].Name + "[]",
        _ when inner.Count == 0 => form.Type.ToCode(),
        _ => $"global::{form.Type.NamespaceOf()}.{form.Type.Name}<{string.Join(", ", inner.Select(type => type.Name))}>",
    };

    private static string Codec(WireForm form, List<WireTypeModel> inner)
    {
        if (form.Kind == WireKind.Message)
            return $"{form.Type.ToCode()}.{KnownNames.PeerCodec}";
        if (form.Primitive is { Enum: { } type, Underlying: { } underlying, Name: { } number })
            return $"{KnownNames.CompilerServices}.EnumCodec<{type}, {underlying}, {KnownNames.CompilerServices}.{number}Codec>";
        string codec = $"{KnownNames.CompilerServices}.{form.Codec}";
        return inner.Count == 0 ? codec : $"{codec}<{string.Join(", ", inner.Select(type => $"{type.Name}, {type.Codec}"))}>";
    }

    private static string? Absent(WireForm form, string name) => form.Kind switch
    {
        WireKind.Sequence when form.Type.IsValueType => name + ".Empty",
        WireKind.Nullable or WireKind.Optional => "null",
        _ => form.Type.IsValueType ? "default" : null,
    };

    /// <param name="type">The type.</param>
    /// <param name="scope">Whom the type travels for.</param>
    /// <param name="known">Messages looked at so far; one that is still being looked at holds itself and so has no largest size.</param>
    private static bool IsBounded(ITypeSymbol type, WireScope scope, Dictionary<ISymbol, bool> known) => WireForm.Of(type, scope) switch
    {
        { Kind: WireKind.Primitive } => true,
        { Kind: WireKind.Scalar } form => form.IsBounded,
        { Kind: WireKind.Nullable or WireKind.Optional } form => IsBounded(form.Inner[0], scope, known),
        { Kind: WireKind.Message } => IsBoundedMessage((INamedTypeSymbol)type, scope, known),
        _ => false,
    };

    private static bool IsBoundedMessage(INamedTypeSymbol message, WireScope scope, Dictionary<ISymbol, bool> known)
    {
        if (!known.TryGetValue(message, out bool bounded))
        {
            known[message] = false;
            bounded = MessageMembers.Of(message, new Findings()).All(member => IsBounded(member.Type, scope, known));
            known[message] = bounded;
        }

        return bounded;
    }

    private static string Remedy(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } when type.Locations.Any(location => location.IsInSource) =>
            "mark it with [PeerMessage]",
        { SpecialType: SpecialType.System_IntPtr } => "its size differs between machines, so use long",
        { SpecialType: SpecialType.System_UIntPtr } => "its size differs between machines, so use ulong",
        INamedTypeSymbol { IsGenericType: true } => "use T[], List<T>, ImmutableArray<T> or Dictionary<TKey, TValue>",
        _ => "use a type of the table in the wire protocol",
    };
}
