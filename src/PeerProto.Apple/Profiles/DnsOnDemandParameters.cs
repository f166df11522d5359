namespace PeerProto.Apple;

/// <summary>What an on-demand rule does with some domains. Immutable.</summary>
public sealed record DnsOnDemandParameters
{
    private static readonly (DnsOnDemandDomainAction Value, string Word)[] Actions =
        [(DnsOnDemandDomainAction.NeverConnect, "NeverConnect"), (DnsOnDemandDomainAction.ConnectIfNeeded, "ConnectIfNeeded")];

    /// <summary>The domains.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>What holds for them; null where a profile that was read has none.</summary>
    public DnsOnDemandDomainAction? Action { get; init; }

    /// <summary>Further keys with their values, written as they are.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    internal IEnumerable<string> KnownKeys => Members().Select(static member => member.Name);

    internal PropertyListValue ToPropertyList() => PropertyListValue.Of(Members().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    internal static DnsOnDemandParameters Read(PropertyListValue dictionary)
    {
        PayloadReader reader = new(dictionary);
        DnsOnDemandParameters parameters = new() { Domains = reader.Texts("Domains") ?? [], Action = reader.Word("DomainAction", Actions) };
        return parameters with { Other = reader.Rest() };
    }

    private IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("Domains", Domains.Count == 0 ? null : PropertyListValue.Of(Domains)),
        ("DomainAction", Action is { } action ? PropertyListValue.Of(PayloadWords.Find(Actions, action)) : null),
    ];
}
