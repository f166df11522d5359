using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Makes the models of codecs that stand by themselves.</summary>
internal static class StandaloneParser
{
    /// <summary>Parses the types that a parse has required, and those that these require in turn. What is wrong with one is reported at who needs it.</summary>
    public static EquatableArray<MessageModel> ParseRequired(WireScope scope, Findings findings, CancellationToken cancellationToken)
    {
        List<MessageModel> models = [];
        for (int index = 0; index < scope.Required.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (INamedTypeSymbol type, ISymbol user) = scope.Required[index];
            if (Parse(type, scope, findings.At(user)) is { } model)
                models.Add(model);
        }

        return models.OrderBy(model => model.HintName, StringComparer.Ordinal).ToEquatableArray();
    }

    private static MessageModel? Parse(INamedTypeSymbol type, WireScope scope, Findings findings)
    {
        CodecStructModel place = CodecStructs.Beside(type);
        var typeFindings = findings.Within();
        if (!scope.MayUse(type, scope.Assembly))
            findings.Report(DiagnosticCatalogue.MessagePackTypeUnfit, type, type.ToText(), "it is not visible to the codec, which stands beside it; make it internal or public");
        bool isUnion = UnionCases.IsUnion(type);
        UnionModel? union = isUnion ? UnionParser.Parse(type, place, scope, typeFindings) : null;
        CodecModel? codec = isUnion ? null : MessageParser.ParseCodec(type, place, scope, typeFindings)?.Codec;
        return typeFindings.HasErrors ? null : new MessageModel(HintNames.For(type, "PeerCodec"), scope.StandaloneNamespace, new EquatableArray<string>([]), codec, union);
    }
}
