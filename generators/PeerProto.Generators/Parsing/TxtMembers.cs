using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the members of a TXT record: properties, fields and constructor parameters that carry a key, its own and those it inherits.</summary>
internal static class TxtMembers
{
    /// <summary>
    /// The members that can be entries, in the order in which they are written: the version tag first (RFC 6763 section 6.7), a base class before what derives from it, and each in the
    /// order of its declaration.
    /// </summary>
    public static ImmutableArray<TxtMember> Of(INamedTypeSymbol record, Compilation compilation, Findings findings)
    {
        var keys = new Dictionary<string, ISymbol>(StringComparer.OrdinalIgnoreCase);
        List<TxtMember> members = [];
        foreach ((ISymbol marked, AttributeData mark) in Marked(record))
        {
            string key = KeyOf(mark);
            ISymbol? member = marked is IParameterSymbol ? BehindParameter(marked) : marked;
            CheckKey(marked, key, mark, findings);
            if (WhyUnusable(record, member, compilation) is { } reason)
                findings.Report(DiagnosticCatalogue.TxtMemberUnusable, marked, marked.Name, reason);
            else if (!keys.TryGetValue(key, out ISymbol? other))
            {
                keys.Add(key, member!);
                members.Add(new TxtMember(key, member!, TypeOf(member!), mark));
            }
            else if (!SymbolEqualityComparer.Default.Equals(other, member))
                findings.Report(DiagnosticCatalogue.TxtKeyDuplicate, mark, marked.Name, key, other.Name);
        }

        return [.. members.OrderByDescending(member => string.Equals(member.Key, TxtKeys.VersionTag, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The keys of a record, wherever it is declared.</summary>
    public static IEnumerable<string> KeysOf(INamedTypeSymbol record) => Marked(record).Select(marked => KeyOf(marked.Mark));

    /// <summary>The first member or parameter of a type itself that carries a key, or null.</summary>
    public static ISymbol? FirstMarked(INamedTypeSymbol type) => MarkedIn(type).Select(marked => marked.Symbol).FirstOrDefault();

    private static string KeyOf(AttributeData mark) => mark.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    private static IEnumerable<(ISymbol Symbol, AttributeData Mark)> Marked(INamedTypeSymbol record) => record.WithBases().SelectMany(MarkedIn);

    /// <summary>In the order of files by name and of places in a file, which is the same however the files are handed to the compiler.</summary>
    private static IEnumerable<(ISymbol Symbol, AttributeData Mark)> MarkedIn(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => member is IPropertySymbol or IFieldSymbol)
        .Concat(type.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
        .Select(symbol => (Symbol: symbol, Mark: symbol.Attribute(KnownNames.TxtKeyAttribute)!))
        .Where(marked => marked.Mark is not null)
        .OrderBy(marked => marked.Symbol.Locations.FirstOrDefault()?.SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(marked => marked.Symbol.Locations.FirstOrDefault()?.SourceSpan.Start);

    private static ISymbol? BehindParameter(ISymbol parameter) => parameter.ContainingType.WithBases().Reverse()
        .SelectMany(type => type.GetMembers())
        .Where(member => member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(member => member.Name == parameter.Name)
        .FirstOrDefault();

    private static void CheckKey(ISymbol marked, string key, AttributeData mark, Findings findings)
    {
        if (TxtKeys.WhyInvalid(key) is { } reason)
            findings.Report(DiagnosticCatalogue.TxtKeyInvalid, mark, key, marked.Name, reason);
        else if (key.Length > TxtKeys.AdvisedLength)
            findings.Report(DiagnosticCatalogue.TxtKeyLong, mark, key, key.Length, TxtKeys.AdvisedLength);
    }

    private static string? WhyUnusable(INamedTypeSymbol record, ISymbol? member, Compilation compilation) => member switch
    {
        null => "no property or field has the parameter's name, so its value is not there to be written",
        { IsStatic: true } => "it is static",
        IPropertySymbol { IsIndexer: true } => "it is an indexer",
        IPropertySymbol property when Getter(property) is not { } getter || !compilation.IsSymbolAccessibleWithin(getter, record) => "nothing gets its value when the record is written",
        _ when MessageMembers.HiddenBy(record, member) is { } hiding => $"'{hiding.Name}' has a member of the same name, which hides it",
        IFieldSymbol when !compilation.IsSymbolAccessibleWithin(member, record) => $"'{record.Name}' may not use it",
        _ => null,
    };

    private static IMethodSymbol? Getter(IPropertySymbol? property)
    {
        for (; property is not null; property = property.OverriddenProperty)
        {
            if (property.GetMethod is { } getter)
                return getter;
        }

        return null;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
}
