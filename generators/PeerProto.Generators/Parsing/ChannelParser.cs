using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a contract's property into its model.</summary>
/// <param name="scope">Whom the contract is generated for.</param>
/// <param name="taken">The names that generated members have so far.</param>
internal sealed class ChannelParser(WireScope scope, HashSet<string> taken)
{
    private static readonly string[] Shapes = ["reliable-ordered", "best-effort", "latest-only", "reliable-unordered", "sequenced"];

    /// <summary>Parses a channel and adds its line to the contract's wire shape.</summary>
    /// <returns>Null where errors were found.</returns>
    public ChannelModel? Parse(IPropertySymbol property, AttributeData attribute, int id, WireShape shape, Findings findings)
    {
        int delivery = Settings.Read(attribute, "Delivery") ?? 0;
        if (delivery < 0 || delivery >= Shapes.Length)
        {
            findings.Report(DiagnosticCatalogue.DeliveryUnknown, attribute, delivery, property.Name);
            return null;
        }

        if (property is not { SetMethod: null, IsIndexer: false, Type: INamedTypeSymbol { NullableAnnotation: not NullableAnnotation.Annotated } type } || !type.Is(KnownNames.MessageChannel))
        {
            findings.Report(DiagnosticCatalogue.ChannelTypeInvalid, property, property.Name);
            return null;
        }

        string name = ChannelSettingsParser.Deliveries[delivery];
        if (!name.StartsWith("Reliable", StringComparison.Ordinal))
            findings.Report(DiagnosticCatalogue.BestEffortIsReliable, attribute, property.Name, name);
        ChannelSettings settings = ChannelSettingsParser.Parse(attribute, property.Name, delivery, findings);
        string? permission = PermissionParser.Parse(property, findings);
        if (findings.HasErrors)
            return null;
        ITypeSymbol message = type.TypeArguments[0];
        if (WireTypeParser.Parse(message, property, scope, findings) is not { } wireType)
            return null;
        bool isBorrowed = Settings.IsSet(attribute, "Borrowed");
        if (isBorrowed && !ViewParser.HasView(message))
        {
            findings.Report(DiagnosticCatalogue.BorrowedWithoutView, attribute, property.Name, message.ToText());
            return null;
        }

        if (isBorrowed && settings.Concurrency > 1)
        {
            findings.Report(DiagnosticCatalogue.BorrowedIsNotConcurrent, attribute, property.Name, settings.Concurrency);
            return null;
        }

        shape.Append("channel ").Append(id).Append(" ").Append(Shapes[delivery]).Append(" ").Append(message).Append("\n");
        return new ChannelModel(id, property.ToIdentifier(), property.Name, name, settings, Identifiers.Take("Take" + property.Name, taken), wireType, permission, isBorrowed ? $"{message.ToCode()}.{KnownNames.View}" : null);
    }
}
