using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a type into what generated code needs to know of it.</summary>
internal static class WireTypeParser
{
    /// <summary>Parses the type of a message, argument, result or item; reports where it cannot travel.</summary>
    public static WireTypeModel? Parse(ITypeSymbol type, ISymbol user, WireScope scope, Findings findings) => Parse(type, WireForm.Of(type, scope), user, scope, findings);

    /// <summary>Parses the type of a member; reports where it cannot travel.</summary>
    public static WireTypeModel? Parse(MessageMember member, WireScope scope, Findings findings) =>
        Parse(member.Type, WireForm.Of(member, scope), member.Symbol, scope, findings);

    /// <summary>The part of the type that cannot travel, or null.</summary>
    public static ITypeSymbol? FindUnsupported(ITypeSymbol type, WireScope scope) => FindUnsupported(type, WireForm.Of(type, scope), scope);

    /// <summary>Whether there is a value that stands for one an older peer did not send.</summary>
    public static bool HasAbsentValue(WireForm form) => Absent(form, "") is not null;

    private static ITypeSymbol? FindUnsupported(ITypeSymbol type, WireForm? form, WireScope scope) => form is not null
        ? form.Inner.Select(inner => FindUnsupported(inner, scope)).FirstOrDefault(inner => inner is not null)
        : type;

    private static WireTypeModel? Parse(ITypeSymbol type, WireForm? form, ISymbol user, WireScope scope, Findings findings)
    {
        if (form is not null && form.Kind != WireKind.Custom && scope.Facts is { } facts && facts.Models.TryGetValue(type, out WireTypeModel? known))
            return WithLimit(known, form, user, scope, findings);
        if (FindUnsupported(type, form, scope) is { } unsupported)
        {
            findings.Report(DiagnosticCatalogue.TypeUnsupported, user, user.ToText(), unsupported.ToText(), Remedy(unsupported));
            return null;
        }

        if (Keys.Find(form!, scope) is { } key)
        {
            findings.Report(DiagnosticCatalogue.KeyUnusable, user, user.ToText(), key.Type.ToText(), key.Reason);
            return null;
        }

        if (AddedCases.FindOutOfReach(form!, scope) is var (union, around))
            findings.Report(DiagnosticCatalogue.UnionCaseAddedTooFar, user, user.ToText(), union.Name, around.ToText());
        WireTypeModel model = Parse(form!, user, scope);
        if (form!.Kind != WireKind.Custom && !scope.AddsCases && !HoldsStandalone(form, scope))
            scope.Facts?.Models.TryAdd(type, model);
        return WithLimit(model, form, user, scope, findings);
    }

    private static WireTypeModel WithLimit(WireTypeModel model, WireForm form, ISymbol user, WireScope scope, Findings findings) =>
        LengthLimits.Of(user, form, scope, findings) is { } limit ? model with { Limit = limit } : model;

    /// <summary>Whether a codec that stands by itself is needed for the type, which every parse has to say anew.</summary>
    private static bool HoldsStandalone(WireForm form, WireScope scope) =>
        IsStandalone(form) || form.Inner.Any(inner => HoldsStandalone(WireForm.Of(inner, scope)!, scope));

    private static bool IsStandalone(WireForm form) => form.Kind is WireKind.Message or WireKind.Union && form.Codec.Length > 0;

    private static WireTypeModel Parse(WireForm form, ISymbol user, WireScope scope)
    {
        if (IsStandalone(form))
            scope.Require((INamedTypeSymbol)form.Type, user);
        List<WireTypeModel> inner = [.. form.Inner.Select(inner => Parse(WireForm.Of(inner, scope)!, user, scope))];
        string name = Name(form, user, scope, inner);
        bool bounded = IsBounded(form, scope, new Dictionary<ISymbol, bool>(SymbolEqualityComparer.Default));
        return new WireTypeModel(name, Codec(form, name, inner), form.Primitive, bounded, Absent(form, name));
    }

    private static string Name(WireForm form, ISymbol user, WireScope scope, List<WireTypeModel> inner) => form.Kind switch
    {
        WireKind.Tuple when form.Type is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple =>
            $"({string.Join(", ", tuple.TupleElements.Select(element => Parse(WireForm.Of(element.Type, scope)!, user, scope).Name + (element.IsExplicitlyNamedTupleElement ? " " + element.ToIdentifier() : "")))})",
        WireKind.Nullable or WireKind.Optional or WireKind.OptionalParameter => inner[0].Name + "?",
        WireKind.Surrogate => form.Type.ToCode(),
        _ when form.Type is IArrayTypeSymbol && inner.Count == 1 => inner[0].Name + "[]",
        _ when inner.Count == 0 => form.Type.ToCode(),
        _ => ((INamedTypeSymbol)form.Type).ToCode(inner.Select(type => type.Name)),
    };

    private static string Codec(WireForm form, string name, List<WireTypeModel> inner)
    {
        string codecs = string.Join(", ", inner.Select(type => type.Codec));
        string typesAndCodecs = string.Join(", ", inner.Select(type => $"{type.Name}, {type.Codec}"));
        return form switch
        {
            { Kind: WireKind.Custom or WireKind.Parameter } => form.Codec,
            { Kind: WireKind.Message or WireKind.Union, Codec: "" } => $"{name}.{KnownNames.PeerCodec}{(inner.Count == 0 ? "" : $"<{codecs}>")}",
            { Kind: WireKind.Message or WireKind.Union } => $"{form.Codec}{(inner.Count == 0 ? "" : $"<{string.Join(", ", inner.Select(type => type.Name))}, {codecs}>")}",
            { Kind: WireKind.Surrogate } => $"{KnownNames.CompilerServices}.{form.Codec}<{name}, {typesAndCodecs}>",
            { Primitive: { Enum: { } type, Underlying: { } underlying, Name: { } number } } =>
                $"{KnownNames.CompilerServices}.EnumCodec<{type}, {underlying}, {KnownNames.CompilerServices}.{number}Codec>",
            _ => $"{KnownNames.CompilerServices}.{form.Codec}{(inner.Count == 0 ? "" : $"<{typesAndCodecs}>")}",
        };
    }

    private static string? Absent(WireForm form, string name) => form.Kind switch
    {
        WireKind.Sequence when form.Type.IsValueType => name + ".Empty",
        WireKind.Nullable or WireKind.Optional => "null",
        WireKind.OptionalParameter => "default",
        WireKind.Custom when form.Type.NullableAnnotation == NullableAnnotation.Annotated => "null",
        _ => form.Type.IsReferenceType || !Defaults.IsSound(form.Type) ? null : "default",
    };

    /// <param name="form">The type.</param>
    /// <param name="scope">Whom the type travels for.</param>
    /// <param name="known">Messages looked at so far; one that is still being looked at holds itself and so has no largest size.</param>
    private static bool IsBounded(WireForm? form, WireScope scope, Dictionary<ISymbol, bool> known) => form switch
    {
        { Kind: WireKind.Primitive } => true,
        { Kind: WireKind.Scalar } => form.IsBounded,
        { Kind: WireKind.Tuple } => form.Inner.All(inner => IsBounded(WireForm.Of(inner, scope), scope, known)),
        { Kind: WireKind.Nullable or WireKind.Optional or WireKind.Surrogate } => IsBounded(WireForm.Of(form.Inner[0], scope), scope, known),
        { Kind: WireKind.Message, Inner.IsEmpty: true } => IsBoundedMessage((INamedTypeSymbol)form.Type, scope, known),
        _ => false,
    };

    private static bool IsBoundedMessage(INamedTypeSymbol message, WireScope scope, Dictionary<ISymbol, bool> known)
    {
        if (scope.Facts?.Bounded is { } facts && facts.TryGetValue(message, out bool bounded))
            return bounded;
        if (!known.TryGetValue(message, out bounded))
        {
            known[message] = false;
            WireScope inside = scope.Inside(message);
            MessageFacts found = inside.MembersOf(message);
            bounded = !MessagePackTypes.IsMap(message) && found.Keeping is null && found.Members.All(member => IsBounded(WireForm.Of(member, inside), inside, known));
            known[message] = bounded;
            scope.Facts?.Bounded.TryAdd(message, bounded);
        }

        return bounded;
    }

    private static string Remedy(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsAbstract: true } when type.IsMessagePack() => "name the types that can take its place with [Union]",
        INamedTypeSymbol { IsAbstract: true } when type.IsMessage() => "name the types that can take its place with [UnionCase]",
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } when type.Locations.Any(location => location.IsInSource) =>
            "mark it with [PeerMessage]",
        { SpecialType: SpecialType.System_IntPtr } => "its size differs between machines, so use long",
        { SpecialType: SpecialType.System_UIntPtr } => "its size differs between machines, so use ulong",
        INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory" or "ReadOnlySequence", IsGenericType: true } =>
            "only memory of bytes and of numbers of fixed size is sent in one piece, so use T[] or List<T>",
        INamedTypeSymbol { IsGenericType: true } => "use T[], List<T>, ImmutableArray<T> or Dictionary<TKey, TValue>",
        INamedTypeSymbol when type.Is(KnownNames.UnknownMembers) => "it has no id, so remove [Member]",
        _ => "use a type of the table in the wire protocol",
    };
}
