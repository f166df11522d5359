using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>How a received message is made: which constructor takes which members, and how the others are set.</summary>
internal sealed class Construction
{
    private const string SetsRequiredMembersAttribute = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    private readonly INamedTypeSymbol _message;
    private readonly IMethodSymbol _constructor;
    private readonly WireScope _scope;
    private readonly bool _setsRequiredMembers;

    private Construction(INamedTypeSymbol message, IMethodSymbol constructor, ImmutableArray<MessageMember> arguments, WireScope scope)
    {
        _message = message;
        _constructor = constructor;
        _scope = scope;
        _setsRequiredMembers = constructor.Attribute(SetsRequiredMembersAttribute) is not null;
        Arguments = arguments;
    }

    /// <summary>The members that the constructor takes, in its order.</summary>
    public ImmutableArray<MessageMember> Arguments { get; }

    /// <summary>
    /// Chooses the constructor: one whose parameters are all members, that leaves no member unset; the primary one before others, else the shortest.
    /// </summary>
    public static Construction? Choose(INamedTypeSymbol message, ImmutableArray<MessageMember> members, WireScope scope, Findings findings)
    {
        List<Construction> usable =
        [
            .. message.InstanceConstructors
                .Where(constructor => !IsCopyConstructor(constructor))
                .Select(constructor => (constructor, Arguments: Match(constructor, members)))
                .Where(match => match.Arguments is not null)
                .OrderByDescending(match => IsPrimary(match.constructor)).ThenBy(match => match.constructor.Parameters.Length)
                .Select(match => new Construction(message, match.constructor, match.Arguments!.Value, scope)),
        ];
        if (usable.Count == 0)
        {
            findings.Report(
                DiagnosticCatalogue.ConstructorUnusable,
                message,
                message.Name,
                "no constructor has only parameters with the names and types of members; mark the others with [Member] or add a constructor without parameters");
            return null;
        }

        Construction chosen = usable.FirstOrDefault(construction => !construction.Unset(members).Any()) ?? usable[0];
        chosen.Check(members, findings);
        return chosen;
    }

    /// <summary>
    /// Chooses the constructor as MessagePack-CSharp does: the marked one, else the longest public one that fits. Its parameters are members by position
    /// where the type is an array, and by name where it is a map.
    /// </summary>
    public static Construction? ChooseAsMessagePack(INamedTypeSymbol type, ImmutableArray<MessageMember> members, WireScope scope, Findings findings)
    {
        bool isMap = MessagePackTypes.IsMap(type);
        IMethodSymbol[] marked = [.. type.InstanceConstructors.Where(constructor => constructor.Attribute(KnownNames.SerializationConstructorAttribute) is not null)];
        IEnumerable<IMethodSymbol> open = type.InstanceConstructors.Where(MessagePackTypes.IsPublic).OrderByDescending(constructor => constructor.Parameters.Length);
        Construction? chosen = (marked.Length > 0 ? marked : open)
            .Where(constructor => scope.MayUse(constructor, scope.Assembly))
            .Select(constructor => (constructor, Arguments: MatchAsMessagePack(constructor, members, isMap)))
            .Where(match => match.Arguments is not null)
            .Select(match => new Construction(type, match.constructor, match.Arguments!.Value, scope))
            .FirstOrDefault();
        if (chosen is null)
        {
            findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, type, type.ToText(), "no visible constructor has parameters that are members, by their keys");
            return null;
        }

        foreach (MessageMember member in members.Where(member => !chosen.Arguments.Contains(member) && chosen.LosesValue(member.Symbol)))
            findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, member.Symbol, type.ToText(), $"nothing public sets '{member.Symbol.Name}', so its value would be lost");
        if (chosen.AllMembers.FirstOrDefault(symbol => chosen.IsRequired(symbol) && members.All(member => !SymbolEqualityComparer.Default.Equals(member.Symbol, symbol))) is { } required)
            findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, required, type.ToText(), $"its required member '{required.Name}' has no key");
        return chosen;
    }

    /// <summary>How the member gets its value.</summary>
    public MemberSetting SettingOf(MessageMember member)
    {
        if (Arguments.Contains(member))
            return MemberSetting.Constructor;
        if (!IsSettable(member.Symbol))
            return MemberSetting.None;
        bool inInitializer = (member.Symbol is IPropertySymbol property && Setter(property) is { IsInitOnly: true }) || IsRequired(member.Symbol);
        return inInitializer ? MemberSetting.Initializer : MemberSetting.Assignment;
    }

    /// <summary>The expression for the member when an older peer did not send it, or null to leave it as the constructor made it.</summary>
    public string? AbsentOf(MessageMember member, WireTypeModel type)
    {
        int argument = Arguments.IndexOf(member);
        if (argument >= 0 && _constructor.Parameters[argument].HasExplicitDefaultValue)
            return Literals.DefaultOf(_constructor.Parameters[argument], type.Absent);
        if (argument < 0 && (KeepsConstructed(member, type.Absent is not null) || IsConstructedAbsent(member, type)))
            return null;
        return type.Absent ?? Missing(member, type);
    }

    /// <summary>Whether the member has to be there: nothing stands for one that an older peer did not send.</summary>
    /// <param name="member">The member.</param>
    /// <param name="hasAbsentValue">Whether its type has a value for that.</param>
    public bool NeedsValue(MessageMember member, bool hasAbsentValue)
    {
        int argument = Arguments.IndexOf(member);
        return !hasAbsentValue && (argument >= 0 ? !_constructor.Parameters[argument].HasExplicitDefaultValue : !KeepsConstructed(member, hasAbsentValue));
    }

    /// <summary>The expression that takes the place of null in a member that the constructor may have left so, or null where it has not.</summary>
    public string? GuardOf(MessageMember member, WireTypeModel type) =>
        IsStandalone && SettingOf(member) is MemberSetting.Assignment or MemberSetting.Initializer && !IsRequired(member.Symbol) && !HasInitializer(member.Symbol) && type.Absent is null
            ? Missing(member, type)
            : null;

    private bool IsStandalone => _message.IsMessagePack();

    private ISymbol Within => IsStandalone ? _scope.Assembly : _message;

    /// <summary>Whether a member without a visible setter holds a value of its own, rather than one that is computed.</summary>
    private bool LosesValue(ISymbol member) => !IsSettable(member) && (member is IFieldSymbol
        || (member is IPropertySymbol property && (property.SetMethod is not null || IsAutomatic(property))));

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
        || property.GetMethod?.Attribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null;

    private IEnumerable<ISymbol> AllMembers => _message.WithBases().SelectMany(type => type.GetMembers());

    private static string Missing(MessageMember member, WireTypeModel type) =>
        $"{KnownNames.CompilerServices}.MissingMember.Throw<{type.Name}>({Literals.Of($"{member.Symbol.ContainingType.Name}.{member.Symbol.Name}")})";

    /// <summary>
    /// Whether the member keeps what the constructor gave it. The compiler sees to it that a constructor leaves no reference null, but not that it fills a
    /// struct that holds some: that takes an initializer, which a reference would not show.
    /// </summary>
    private bool KeepsConstructed(MessageMember member, bool hasAbsentValue) =>
        !IsRequired(member.Symbol)
        && (SettingOf(member) == MemberSetting.Assignment || !AllMembers.Any(IsRequired))
        && (member.Type.IsValueType && !hasAbsentValue
            ? !IsStandalone && HasInitializer(member.Symbol)
            : IsStandalone || HasInitializer(member.Symbol) || IsWrittenOut(_constructor));

    private bool IsConstructedAbsent(MessageMember member, WireTypeModel type) =>
        SettingOf(member) == MemberSetting.Assignment && type.Absent is ("default" or "null");

    private void Check(ImmutableArray<MessageMember> members, Findings findings)
    {
        foreach (MessageMember unset in Unset(members))
            findings.Report(DiagnosticCatalogue.MemberNotSettable, unset.Symbol, unset.Symbol.Name);
        ISymbol? required = AllMembers.FirstOrDefault(symbol =>
            IsRequired(symbol) && !members.Any(member => SymbolEqualityComparer.Default.Equals(member.Symbol, symbol)));
        if (required is not null)
            findings.Report(DiagnosticCatalogue.ConstructorUnusable, required, _message.Name, $"its required member '{required.Name}' has no [Member]");
    }

    private IEnumerable<MessageMember> Unset(ImmutableArray<MessageMember> members) =>
        members.Where(member => !Arguments.Contains(member) && !IsSettable(member.Symbol));

    private bool IsSettable(ISymbol member) => member is IPropertySymbol property
        ? Setter(property) is { } setter && _scope.MayUse(setter, Within) && (!IsStandalone || MessagePackTypes.IsPublic(setter))
        : member is IFieldSymbol { IsReadOnly: false };

    private static IMethodSymbol? Setter(IPropertySymbol? property)
    {
        for (; property is not null; property = property.OverriddenProperty)
        {
            if (property.SetMethod is { } setter)
                return setter;
        }

        return null;
    }

    private bool IsRequired(ISymbol symbol) => !_setsRequiredMembers && symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static ImmutableArray<MessageMember>? Match(IMethodSymbol constructor, ImmutableArray<MessageMember> members)
    {
        ImmutableArray<MessageMember>.Builder arguments = ImmutableArray.CreateBuilder<MessageMember>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            MessageMember? member = members.FirstOrDefault(member => member.Symbol.Name == parameter.Name)
                ?? members.FirstOrDefault(member => string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is null || parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type))
                return null;
            arguments.Add(member);
        }

        return arguments.ToImmutable();
    }

    private static ImmutableArray<MessageMember>? MatchAsMessagePack(IMethodSymbol constructor, ImmutableArray<MessageMember> members, bool isMap)
    {
        ImmutableArray<MessageMember>.Builder arguments = ImmutableArray.CreateBuilder<MessageMember>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            MessageMember[] fitting = [.. members.Where(member => isMap ? string.Equals(member.Key, parameter.Name, StringComparison.OrdinalIgnoreCase) : member.Id == parameter.Ordinal)];
            if (fitting.Length != 1 || parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(fitting[0].Type, parameter.Type))
                return null;
            arguments.Add(fitting[0]);
        }

        return arguments.ToImmutable();
    }

    private static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.ContainingType is { IsRecord: true, IsValueType: false }
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsWrittenOut(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax);

    private static bool HasInitializer(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null });
}
