using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>How a TXT record that was read is made: which constructor takes which members. All others are set in the initializer.</summary>
internal sealed class TxtConstruction
{
    private const string NothingSets =
        "nothing sets it when a record is read: give it a setter or init accessor, or a constructor parameter of its name and type";

    private readonly IMethodSymbol _constructor;

    private TxtConstruction(IMethodSymbol constructor, ImmutableArray<TxtMember> arguments)
    {
        _constructor = constructor;
        Arguments = arguments;
    }

    /// <summary>The members that the constructor takes, in its order.</summary>
    public ImmutableArray<TxtMember> Arguments { get; }

    /// <summary>Chooses the constructor: one whose parameters are all members, that leaves no member unset; the primary one before others, else the shortest.</summary>
    /// <returns>Null where there is none.</returns>
    public static TxtConstruction? Choose(INamedTypeSymbol record, ImmutableArray<TxtMember> members, Compilation compilation, Findings findings)
    {
        TxtConstruction[] usable =
        [
            .. record.InstanceConstructors
                .Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, record))
                .Select(constructor => (Constructor: constructor, Arguments: Match(constructor, members)))
                .Where(match => match.Arguments is not null)
                .OrderByDescending(match => IsPrimary(match.Constructor)).ThenBy(match => match.Constructor.Parameters.Length)
                .Select(match => new TxtConstruction(match.Constructor, match.Arguments!.Value)),
        ];
        if (usable.Length == 0)
        {
            findings.Report(
                DiagnosticCatalogue.TxtRecordUnusable, record, record.Name, "no constructor has only parameters with the names and types of members that have keys; add one without parameters");
            return null;
        }

        TxtConstruction chosen = usable.FirstOrDefault(construction => !construction.Unset(members, record, compilation).Any()) ?? usable[0];
        foreach (TxtMember unset in chosen.Unset(members, record, compilation))
            findings.Report(DiagnosticCatalogue.TxtMemberUnusable, unset.Symbol, unset.Symbol.Name, NothingSets);
        ISymbol? required = record.WithBases().SelectMany(type => type.GetMembers())
            .FirstOrDefault(symbol => chosen.IsRequired(symbol) && !members.Any(member => SymbolEqualityComparer.Default.Equals(member.Symbol, symbol)));
        if (required is not null)
            findings.Report(DiagnosticCatalogue.TxtRecordUnusable, required, record.Name, $"its required member '{required.Name}' has no key");
        return chosen;
    }

    /// <summary>The expression for a member of a record without entries, or null where the member has a value of its own then.</summary>
    /// <param name="member">The member.</param>
    /// <param name="empty">The value where nothing else tells one.</param>
    public string? InitialOf(TxtMember member, string empty)
    {
        int argument = Arguments.IndexOf(member);
        if (argument < 0)
            return IsRequired(member.Symbol) ? empty : null;
        IParameterSymbol parameter = _constructor.Parameters[argument];
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: not null } ? Literals.DefaultOf(parameter, empty) : empty;
    }

    /// <summary>Whether a yes or no may be a yes in a record without entries, so that a no has to be written.</summary>
    public bool MayStartAsTrue(TxtMember member)
    {
        int argument = Arguments.IndexOf(member);
        return argument >= 0
            ? _constructor.Parameters[argument] is { HasExplicitDefaultValue: true, ExplicitDefaultValue: true }
            : !IsRequired(member.Symbol) && (MayHaveInitializer(member.Symbol) || _constructor.ContainingType.WithBases().Any(type => type.InstanceConstructors.Any(IsWrittenOut)));
    }

    private IEnumerable<TxtMember> Unset(ImmutableArray<TxtMember> members, INamedTypeSymbol record, Compilation compilation) =>
        members.Where(member => !Arguments.Contains(member) && !IsSettable(member.Symbol, record, compilation));

    private bool IsRequired(ISymbol symbol) =>
        symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
        && _constructor.Attribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is null;

    private static bool IsSettable(ISymbol member, INamedTypeSymbol record, Compilation compilation) => member is IPropertySymbol property
        ? Setter(property) is { } setter && compilation.IsSymbolAccessibleWithin(setter, record)
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

    private static ImmutableArray<TxtMember>? Match(IMethodSymbol constructor, ImmutableArray<TxtMember> members)
    {
        var arguments = ImmutableArray.CreateBuilder<TxtMember>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            TxtMember? member = members.FirstOrDefault(each => each.Symbol.Name == parameter.Name)
                ?? members.FirstOrDefault(each => string.Equals(each.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is null || parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type))
                return null;
            arguments.Add(member);
        }

        return arguments.ToImmutable();
    }

    private static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsWrittenOut(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax);

    private static bool MayHaveInitializer(ISymbol symbol) => symbol.DeclaringSyntaxReferences.IsEmpty || symbol.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null });
}
