using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns an interface marked as a contract into its model.</summary>
internal static class ContractParser
{
    /// <summary>Parses a contract.</summary>
    /// <param name="contract">The interface.</param>
    /// <param name="attribute">What marks it.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="findings">Where errors go.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="shape">What the wire shape is written to; null for one by structure.</param>
    /// <returns>Null where errors were found.</returns>
    public static Parsed<ContractModel>? Parse(
        INamedTypeSymbol contract,
        AttributeData attribute,
        Compilation compilation,
        Findings findings,
        CancellationToken cancellationToken,
        WireShape? shape = null)
    {
        Prerequisites.Check(contract, compilation, Prerequisites.ForContracts, KnownNames.PeerContractInterface, findings);
        CheckDeclaration(contract, findings, cancellationToken);
        string baseName = ContractNames.BaseName(contract.Name);
        ContractNames.CheckTypes(contract, baseName, findings);
        ContractNames.CheckMembers(contract, findings);
        string name = ReadName(attribute, findings);
        int version = ReadVersion(attribute, findings);
        AdvertisedTxtModel? txt = AdvertisedTxt.Parse(contract, compilation, findings);

        var scope = WireScope.Of(compilation);
        shape ??= new WireShape(scope);
        shape.Append("contract ").Append(name).Append("\n");
        List<ChannelModel> channels = [];
        List<CallModel> calls = [];
        HashSet<string> taken = ContractNames.Taken(contract);
        var channelParser = new ChannelParser(scope, taken);
        var callParser = new CallParser(scope, taken);
        foreach ((int id, ISymbol member, AttributeData mark) in Members(contract, findings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var memberFindings = findings.Within();
            if (member is IPropertySymbol property && channelParser.Parse(property, mark, id, shape, memberFindings) is { } channel)
                channels.Add(channel);
            else if (member is IMethodSymbol method && callParser.Parse(method, mark, id, shape, memberFindings) is { } call)
                calls.Add(call);
        }

        if (shape.IsTooLarge)
            findings.Report(DiagnosticCatalogue.ContractShapeTooLarge, contract, contract.Name, ProtocolLimits.MaxShapeLength);
        EquatableArray<MessageModel> standalone = StandaloneParser.ParseRequired(scope, findings, cancellationToken);
        if (findings.HasErrors)
            return null;
        var model = new ContractModel(
            HintNames.For(contract, "PeerContract"),
            contract.NamespaceOf(),
            contract.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            contract.ToIdentifier(),
            baseName,
            name,
            version,
            Fingerprint.Of(shape.ToString()),
            shape.ToString(),
            channels.ToEquatableArray(),
            calls.ToEquatableArray(),
            txt);
        return new Parsed<ContractModel>(model, standalone);
    }

    private static void CheckDeclaration(INamedTypeSymbol contract, Findings findings, CancellationToken cancellationToken)
    {
        if (!contract.IsPartial(cancellationToken))
            findings.Report(DiagnosticCatalogue.ContractNotPartial, contract, contract.Name);
        if (contract.ContainingType is { } container)
            findings.Report(DiagnosticCatalogue.ContractMisplaced, contract, contract.Name, $"'{container.Name}'");
        if (contract.IsFileLocal)
            findings.Report(DiagnosticCatalogue.ContractMisplaced, contract, contract.Name, "the scope of its file");
        if (contract.TypeParameters.Length > 0)
            findings.Report(DiagnosticCatalogue.ContractGeneric, contract, contract.Name);
        if (contract.Interfaces.FirstOrDefault(each => !each.Is("PeerProto.CompilerServices.IPeerContract")) is { } extended)
            findings.Report(DiagnosticCatalogue.ContractExtendsInterface, contract, contract.Name, extended.ToText());
    }

    private static string ReadName(AttributeData attribute, Findings findings)
    {
        string name = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (!ContractNames.IsServiceName(name))
            findings.Report(DiagnosticCatalogue.ContractNameInvalid, attribute, name);
        return name;
    }

    private static int ReadVersion(AttributeData attribute, Findings findings)
    {
        int version = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Version").Value.Value is int value ? value : 1;
        if (version < 1)
            findings.Report(DiagnosticCatalogue.ContractVersionInvalid, attribute, version);
        return version;
    }

    private static List<(int Id, ISymbol Member, AttributeData Mark)> Members(INamedTypeSymbol contract, Findings findings)
    {
        var members = new SortedDictionary<int, (int Id, ISymbol Member, AttributeData Mark)>();
        foreach (ISymbol member in contract.GetMembers().Where(IsOwnMember))
        {
            AttributeData? mark = member.Attribute(KnownNames.ChannelAttribute) ?? member.Attribute(KnownNames.CallAttribute) ?? member.Attribute(KnownNames.StreamAttribute);
            if (mark is null)
                PermissionParser.CheckUnused(member, findings);
            if (mark?.IntegerArgument() is not { } id || member.IsStatic || member is IEventSymbol)
            {
                if (mark is not null || member.IsAbstract)
                    findings.Report(DiagnosticCatalogue.ContractMemberNotMarked, member, member.Name);
            }
            else if (!member.IsAbstract)
                findings.Report(DiagnosticCatalogue.ContractMemberNotMarked, member, member.Name);
            else if (id is < 1 or > ProtocolLimits.MaxContractMemberId)
                findings.Report(DiagnosticCatalogue.ContractIdOutOfRange, mark, id, member.Name, ProtocolLimits.MaxContractMemberId);
            else if (members.TryGetValue(id, out (int Id, ISymbol Member, AttributeData Mark) other))
                findings.Report(DiagnosticCatalogue.ContractIdDuplicate, mark, member.Name, id, other.Member.Name);
            else
                members.Add(id, (id, member, mark));
        }

        ReservedIds.Check(contract, members.Values.Select(each => (each.Id, each.Member, each.Member.Name)), findings);
        return [.. members.Values];
    }

    private static bool IsOwnMember(ISymbol member) =>
        member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Conversion or MethodKind.UserDefinedOperator };
}
