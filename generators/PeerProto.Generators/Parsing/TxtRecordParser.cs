using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a type marked as a TXT record into its model.</summary>
internal static class TxtRecordParser
{
    /// <summary>Parses a TXT record.</summary>
    /// <returns>Null where errors were found.</returns>
    public static TxtRecordModel? Parse(INamedTypeSymbol record, Compilation compilation, Findings findings, CancellationToken cancellationToken)
    {
        Prerequisites.Check(record, compilation, Prerequisites.ForMessages, KnownNames.TxtRecordInterface, findings);
        foreach (INamedTypeSymbol type in record.WithContainingTypes().Where(type => !type.IsPartial(cancellationToken)))
            findings.Report(DiagnosticCatalogue.TxtRecordNotPartial, type, type.Name, record.Name);
        if (WhyUnsupported(record) is { } reason)
            findings.Report(DiagnosticCatalogue.TxtRecordUnusable, record, record.Name, reason);
        ImmutableArray<TxtMember> members = TxtMembers.Of(record, compilation, findings);
        if (members.IsEmpty && !findings.HasErrors)
            findings.Report(DiagnosticCatalogue.TxtRecordEmpty, record, record.Name);
        cancellationToken.ThrowIfCancellationRequested();
        TxtConstruction? construction = findings.HasErrors ? null : TxtConstruction.Choose(record, members, compilation, findings);
        Dictionary<TxtMember, TxtKeyModel> keys = [];
        foreach (TxtMember member in members)
        {
            if (ParseKey(member, construction, findings) is { } key)
                keys.Add(member, key);
        }

        if (construction is null || findings.HasErrors)
            return null;
        return new TxtRecordModel(
            HintNames.For(record, "PeerTxtRecord"),
            record.NamespaceOf(),
            record.WithContainingTypes().Reverse().Select(type => type.ToPartial()).ToEquatableArray(),
            record.ToIdentifier(),
            record.Name,
            members.Select(member => keys[member]).ToEquatableArray(),
            construction.Arguments.Select(member => keys[member]).ToEquatableArray());
    }

    private static TxtKeyModel? ParseKey(TxtMember member, TxtConstruction? construction, Findings findings)
    {
        (TxtValueModel? value, string? reason) = TxtValues.Parse(member.Type, construction?.MayStartAsTrue(member) == true);
        if (value is null)
        {
            findings.Report(DiagnosticCatalogue.TxtTypeUnsupported, member.Symbol, member.Symbol.Name, member.Type.ToText(), reason!);
            return null;
        }

        int longest = member.Key.Length + 1 + TxtValues.LongestOf(member.Type, value);
        if (longest > TxtKeys.MaxEntryLength)
            findings.Report(DiagnosticCatalogue.TxtEntryTooLong, member.Mark, member.Symbol.Name, longest, TxtKeys.MaxEntryLength);
        return new TxtKeyModel(
            member.Key, member.Symbol.ToIdentifier(), member.Symbol.Name, value, construction?.Arguments.Contains(member) == true, construction?.InitialOf(member, value.Empty));
    }

    private static string? WhyUnsupported(INamedTypeSymbol record) => record switch
    {
        { IsFileLocal: true } => "it is local to a file, and what is generated for it stands in another",
        { IsStatic: true } => "it is static",
        { IsAbstract: true } => "it is abstract, so one that was read cannot be made; mark the types that derive from it",
        { IsRefLikeType: true } => "it is a ref struct, which cannot be a type argument",
        _ when record.AllTypeParameters().Any() => "it is generic or stands in a generic type; give its members types that are known",
        _ => null,
    };
}
