using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>
/// What the types of a compilation are on the wire, in the words of a lock file. Messages of this assembly are named, so that a change shows
/// where it was made; those of other assemblies and generic ones are written out. Types with errors are left out: the analyzers report them.
/// </summary>
/// <param name="compilation">The compilation.</param>
internal sealed class LockSource(Compilation compilation) : ILockTypes
{
    private static readonly SymbolDisplayFormat NameFormat = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private readonly ConcurrentDictionary<ISymbol, LockedType?> _known = new(SymbolEqualityComparer.Default);

    /// <inheritdoc/>
    public LockedType? Find(string type) => compilation.Assembly.GetTypeByMetadataName(type) is { } symbol ? Of(symbol, CancellationToken.None) : null;

    /// <summary>The type on the wire, or null where it has no line of its own or has errors.</summary>
    public LockedType? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(type, out LockedType? known))
            _known[type] = known = Read(type, cancellationToken);
        return known;
    }

    /// <summary>All types that a lock of this compilation has.</summary>
    public IReadOnlyList<LockedType> All(CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> types = [.. TypesIn(compilation.Assembly.GlobalNamespace)];
        List<LockedType> read = [.. types.Where(type => type.TypeKind != TypeKind.Enum).Select(type => Of(type, cancellationToken)).OfType<LockedType>()];
        IEnumerable<LockedType> enums = types.SelectMany(EnumsOf).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).Select(ReadEnum);
        return [.. read.Concat(enums).OrderBy(type => type.Name, System.StringComparer.Ordinal)];
    }

    /// <summary>The lines of a message or contract and of the enums that it sends.</summary>
    public IEnumerable<LockEntry> LinesOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Of(type, cancellationToken) is { } read ? EnumsOf(type).Select(ReadEnum).Prepend(read).SelectMany(each => each.Lines) : [];

    /// <summary>Where people look for an id of a type: the member that has it, else the type.</summary>
    public ISymbol PlaceOf(INamedTypeSymbol type, long? id)
    {
        string? name = id is { } known ? Of(type, CancellationToken.None)?.Find(known)?.Name : null;
        return name is { Length: > 0 } && type.GetMembers(name).FirstOrDefault() is { } member ? member : type;
    }

    /// <summary>The name that stands in a lock.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        string name = string.Join("+", type.WithContainingTypes().Reverse().Select(each => each.MetadataName));
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(NameFormat) + "." + name : name;
    }

    private LockedType? Read(INamedTypeSymbol type, CancellationToken cancellationToken) => type switch
    {
        { TypeKind: TypeKind.Enum } => ReadEnum(type),
        _ when IsNamed(type) => ReadMessage(type, cancellationToken),
        { TypeKind: TypeKind.Interface } when type.Attribute(KnownNames.PeerContractAttribute) is { } attribute => ReadContract(type, attribute, cancellationToken),
        _ => null,
    };

    private LockedType? ReadMessage(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (MessageParser.Parse(type, compilation, new Findings(), cancellationToken) is null)
            return null;
        string name = NameOf(type);
        string shape = new WireShape(WireScope.Of(compilation), NameOfOther).AppendOutline(type).ToString();
        bool isUnion = UnionCases.IsUnion(type);
        Dictionary<int, string> names = isUnion ? [] : MessageMembers.Of(type, new Findings()).ToDictionary(member => member.Id, member => member.Symbol.Name);
        List<LockEntry> entries = [.. Reserved(type, name)];
        bool takesUnknown = false;
        foreach (string part in LockShapes.Parts(shape))
        {
            if (part == "*")
            {
                takesUnknown = true;
                continue;
            }

            int colon = part.IndexOf(':');
            bool isRequired = part[colon - 1] == '!';
            int id = int.Parse(part.Substring(0, isRequired ? colon - 1 : colon), CultureInfo.InvariantCulture);
            entries.Add(isUnion
                ? new LockEntry(LockWord.Case, name, id, "", part.Substring(colon + 1))
                : new LockEntry(LockWord.Member, name, id, names[id], part.Substring(colon + 1), isRequired));
        }

        return Make(new LockEntry(isUnion ? LockWord.Union : LockWord.Message, name, 0, "", takesUnknown ? "*" : ""), entries);
    }

    private LockedType? ReadContract(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        var shape = new WireShape(WireScope.Of(compilation), NameOfOther);
        if (ContractParser.Parse(type, attribute, compilation, new Findings(), cancellationToken, shape) is not { Own: var contract })
            return null;
        string name = NameOf(type);
        Dictionary<int, string> names = contract.Channels.ToDictionary(channel => channel.Id, channel => channel.PlainName);
        foreach (CallModel call in contract.Calls)
            names.Add(call.Id, call.PlainName);
        List<LockEntry> entries = [.. Reserved(type, name)];
        foreach (string[] fields in shape.ToString().Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split([' '], 3)))
        {
            int id = int.Parse(fields[1], CultureInfo.InvariantCulture);
            entries.Add(new LockEntry(fields[0] == "channel" ? LockWord.Channel : LockWord.Call, name, id, names[id], fields[2]));
        }

        return Make(new LockEntry(LockWord.Contract, name, 0, "", $"{contract.Name} {contract.Version.ToString(CultureInfo.InvariantCulture)}"), entries);
    }

    private static LockedType ReadEnum(INamedTypeSymbol type)
    {
        string name = NameOf(type);
        return Make(new LockEntry(LockWord.Enum, name, 0, "", ""), type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue)
            .Select(field => new LockEntry(LockWord.Value, name, Number(field.ConstantValue!), field.Name, "")));
    }

    private static long Number(object value) => value is ulong large ? unchecked((long)large) : System.Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static IEnumerable<LockEntry> Reserved(INamedTypeSymbol type, string name) =>
        ReservedIds.Of(type).Select(id => new LockEntry(LockWord.Reserved, name, id, "", ""));

    private static LockedType Make(LockEntry header, IEnumerable<LockEntry> entries) =>
        new(header, [.. entries.GroupBy(entry => entry.Id).Select(same => same.First()).OrderBy(entry => entry.Id)]);

    private string? NameOfOther(INamedTypeSymbol type) => IsNamed(type) ? NameOf(type) : null;

    private bool IsNamed(INamedTypeSymbol type) =>
        type.IsMessage() && !type.WithContainingTypes().Any(each => each.IsGenericType) && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    /// <summary>The enums of this assembly that a message or contract of it sends.</summary>
    private IEnumerable<INamedTypeSymbol> EnumsOf(INamedTypeSymbol type) =>
        IsNamed(type) ? MessageMembers.Of(type, new Findings()).SelectMany(member => EnumsIn(member.Type))
        : type.Attribute(KnownNames.PeerContractAttribute) is null ? []
        : type.GetMembers().SelectMany(member => member switch
        {
            IPropertySymbol property => EnumsIn(property.Type),
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => EnumsIn(method.ReturnType).Concat(method.Parameters.SelectMany(parameter => EnumsIn(parameter.Type))),
            _ => [],
        });

    private IEnumerable<INamedTypeSymbol> EnumsIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => EnumsIn(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } found when SymbolEqualityComparer.Default.Equals(found.ContainingAssembly, compilation.Assembly) => [found],
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.SelectMany(EnumsIn),
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            foreach (INamedTypeSymbol inner in TypesIn(member))
                yield return inner;
        }
    }
}
