using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads which TXT record a contract's peers announce. It is no part of the contract's shape.</summary>
internal static class AdvertisedTxt
{
    /// <summary>Reads it.</summary>
    /// <returns>Null where the contract names none, or an error was found.</returns>
    public static AdvertisedTxtModel? Parse(INamedTypeSymbol contract, Compilation compilation, Findings findings)
    {
        if (MarkOf(contract) is not { AttributeClass: { } attribute } mark)
            return null;
        ITypeSymbol type = attribute.TypeArguments[0];
        if (type is not INamedTypeSymbol record || WhyUnusable(record, compilation) is not null)
        {
            string reason = type is INamedTypeSymbol named ? WhyUnusable(named, compilation)! : "it has no entries";
            findings.Report(DiagnosticCatalogue.AdvertisedTypeUnusable, mark, contract.Name, type.ToText(), reason);
            return null;
        }

        foreach (string key in TxtMembers.KeysOf(record).Where(TxtKeys.IsOfSession))
            findings.Report(DiagnosticCatalogue.AdvertisedKeyReserved, mark, contract.Name, record.Name, key);
        return new AdvertisedTxtModel(record.ToCode(), record.IsVisibleOutside() ? "public" : "internal");
    }

    /// <summary>Reports a record that something advertises to no effect, since no peer can find it.</summary>
    public static void CheckUnused(INamedTypeSymbol type, Findings findings)
    {
        if (MarkOf(type) is { } mark)
            findings.Report(DiagnosticCatalogue.AdvertisesHasNoEffect, mark, type.Name);
    }

    private static AttributeData? MarkOf(INamedTypeSymbol type) => type.Attribute(KnownNames.AdvertisesAttribute);

    private static string? WhyUnusable(INamedTypeSymbol record, Compilation compilation) =>
        record.Attribute(KnownNames.PeerTxtRecordAttribute) is null && !record.AllInterfaces.Any(each => each.Is(KnownNames.TxtRecordInterfaceName))
            ? "it is no TXT record: mark it with [PeerTxtRecord]"
        : !compilation.IsSymbolAccessibleWithin(record, compilation.Assembly) ? "it is hidden inside another type: make it internal or public"
        : null;
}
