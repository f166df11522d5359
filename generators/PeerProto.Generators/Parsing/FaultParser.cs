using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads the errors that a call declares.</summary>
internal static class FaultParser
{
    /// <summary>Reads them.</summary>
    /// <returns>Those that can be used, by id.</returns>
    public static IReadOnlyList<(FaultModel Model, ITypeSymbol Type)> Parse(IMethodSymbol method, WireScope scope, Findings findings)
    {
        var byId = new SortedDictionary<int, (FaultModel Model, ITypeSymbol Type)>();
        foreach (AttributeData mark in method.GetAttributes().Where(each => each.AttributeClass?.Is(KnownNames.ThrowsAttribute) == true))
        {
            int id = mark.IntegerArgument() ?? 0;
            ITypeSymbol declared = mark.AttributeClass!.TypeArguments[0];
            ITypeSymbol type = declared.IsReferenceType ? declared.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : declared;
            if (id is < 1 or > ProtocolLimits.MaxContractMemberId)
                findings.Report(DiagnosticCatalogue.FaultIdOutOfRange, mark, id, method.Name, ProtocolLimits.MaxContractMemberId);
            else if (byId.ContainsKey(id) || byId.Values.Any(other => SymbolEqualityComparer.Default.Equals(other.Type, type)))
                findings.Report(DiagnosticCatalogue.FaultDuplicate, mark, method.Name, byId.ContainsKey(id) ? $"the id {id}" : $"the type '{type.ToText()}'");
            else if (WireTypeParser.Parse(type, method, scope, findings) is { } wireType)
                byId.Add(id, (new FaultModel(id, wireType), type));
        }

        return [.. byId.Values];
    }
}
