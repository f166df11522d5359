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

    /// <summary>How the member gets its value.</summary>
    public MemberSetting SettingOf(MessageMember member)
    {
        if (Arguments.Contains(member))
            return MemberSetting.Constructor;
        bool inInitializer = (member.Symbol is IPropertySymbol property && Setter(property) is { IsInitOnly: true }) || IsRequired(member.Symbol);
        return inInitializer ? MemberSetting.Initializer : MemberSetting.Assignment;
    }

    /// <summary>The expression for the member when an older peer did not send it, or null to leave it as the constructor made it.</summary>
    public string? AbsentOf(MessageMember member, WireTypeModel type)
    {
        int argument = Arguments.IndexOf(member);
        if (argument >= 0 && _constructor.Parameters[argument].HasExplicitDefaultValue)
            return Literals.DefaultOf(_constructor.Parameters[argument], type);
        if (argument < 0 && (KeepsConstructed(member) || IsConstructedAbsent(member, type)))
            return null;
        return type.Absent ?? Missing(member, type);
    }

    private IEnumerable<ISymbol> AllMembers => _message.WithBases().SelectMany(type => type.GetMembers());

    private static string Missing(MessageMember member, WireTypeModel type) =>
        $"{KnownNames.CompilerServices}.MissingMember.Throw<{type.Name}>({Literals.Of($"{member.Symbol.ContainingType.Name}.{member.Symbol.Name}")})";

    private bool KeepsConstructed(MessageMember member) =>
        !IsRequired(member.Symbol)
        && (SettingOf(member) == MemberSetting.Assignment || !AllMembers.Any(IsRequired))
        && (HasInitializer(member.Symbol) || IsWrittenOut(_constructor));

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
        ? Setter(property) is { } setter && _scope.MayUse(setter, _message)
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
