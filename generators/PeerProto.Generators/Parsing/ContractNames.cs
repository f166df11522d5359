using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>The names around a contract: its own on the network, and those of the types generated for it.</summary>
internal static class ContractNames
{
    private static readonly string[] TypeSuffixes = ["Base", "Descriptor", "Everyone", "Proxy", "Session"];

    private static readonly string[] ServiceMembers =
    [
        "Everyone", "EveryoneChannels", "Attach", "DispatchMessageAsync", "DispatchCallAsync",
        "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals",
    ];

    /// <summary>What the names of the generated types begin with: the interface's name, without its I.</summary>
    public static string BaseName(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name;

    /// <summary>Whether the name can be a service name (RFC 6335 §5.1), in lower case.</summary>
    public static bool IsServiceName(string name) =>
        name.Length is >= 1 and <= ProtocolLimits.MaxContractNameLength
        && name.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && name.Any(character => character is >= 'a' and <= 'z')
        && name[0] != '-' && name[name.Length - 1] != '-'
        && !name.Contains("--");

    /// <summary>The names that generated classes have already, before fields, answering methods and arguments structs get theirs.</summary>
    public static HashSet<string> Taken(INamedTypeSymbol contract) =>
    [
        "Instance", "CreateProxy", "CreateEveryone", "Name", "Version", "Fingerprint", "Shape", "Channels", "Calls", "Txt",
        .. contract.GetMembers().Select(member => member.Name),
    ];

    /// <summary>Reports types that have the name of a generated one.</summary>
    public static void CheckTypes(INamedTypeSymbol contract, string baseName, Findings findings)
    {
        foreach (INamedTypeSymbol other in contract.ContainingNamespace.GetTypeMembers().Where(other => other.TypeParameters.Length == 0))
        {
            bool taken = TypeSuffixes.Any(suffix => other.Name == baseName + suffix) && !IsGenerated(other);
            bool twin = other.TypeKind == TypeKind.Interface
                && !SymbolEqualityComparer.Default.Equals(other, contract)
                && BaseName(other.Name) == baseName
                && other.Attribute(KnownNames.PeerContractAttribute) is not null;
            if (taken || twin)
                findings.Report(DiagnosticCatalogue.GeneratedTypeNameTaken, contract, twin ? baseName + TypeSuffixes[0] : other.Name, contract.Name);
        }
    }

    /// <summary>Reports members that have the name of one of the generated service class.</summary>
    public static void CheckMembers(INamedTypeSymbol contract, Findings findings)
    {
        HashSet<string> reserved =
        [
            .. ServiceMembers,
            BaseName(contract.Name) + "Base",
            .. contract.GetMembers().OfType<IPropertySymbol>().Select(property => "On" + property.Name),
        ];
        foreach (ISymbol member in contract.GetMembers().Where(member => member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }))
        {
            if (reserved.Contains(member.Name))
                findings.Report(DiagnosticCatalogue.ContractMemberNameReserved, member, member.Name, member.Name);
        }
    }

    private static bool IsGenerated(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree.FilePath.EndsWith(".PeerContract.g.cs", StringComparison.Ordinal));
}
