namespace PeerProto.Apple;

/// <summary>
/// Says on which networks a DNS configuration is used. Rules are tried in their order, and the first whose conditions all hold decides. Immutable.
/// </summary>
public sealed record DnsOnDemandRule
{
    private static readonly (DnsOnDemandAction Value, string Word)[] Actions =
        [(DnsOnDemandAction.Connect, "Connect"), (DnsOnDemandAction.Disconnect, "Disconnect"), (DnsOnDemandAction.EvaluateConnection, "EvaluateConnection")];

    private static readonly (DnsOnDemandInterface Value, string Word)[] Interfaces =
        [(DnsOnDemandInterface.Ethernet, "Ethernet"), (DnsOnDemandInterface.WiFi, "WiFi"), (DnsOnDemandInterface.Cellular, "Cellular")];

    /// <summary>What it does; null where a profile that was read has none.</summary>
    public DnsOnDemandAction? Action { get; init; }

    /// <summary>What it does with some domains; only with <see cref="DnsOnDemandAction.EvaluateConnection"/>.</summary>
    public IReadOnlyList<DnsOnDemandParameters> Parameters { get; init; } = [];

    /// <summary>The search domain of the network is one of these. Empty: no condition.</summary>
    public IReadOnlyList<string> DnsDomains { get; init; } = [];

    /// <summary>The network's name server is one of these; one <c>*</c> may stand at the end, as in <c>17.*</c>. Empty: no condition.</summary>
    public IReadOnlyList<string> DnsServerAddresses { get; init; } = [];

    /// <summary>The interface is of this kind. Null: no condition.</summary>
    public DnsOnDemandInterface? Interface { get; init; }

    /// <summary>The Wi-Fi network is one of these. Empty: no condition.</summary>
    public IReadOnlyList<string> Ssids { get; init; } = [];

    /// <summary>This URL answers with status 200, without a redirection. Null: no condition.</summary>
    public string? ProbeUrl { get; init; }

    /// <summary>Further keys with their values, written as they are.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    /// <summary>Whether it holds on every network, so that no rule after it is ever reached.</summary>
    public bool IsUnconditional => DnsDomains.Count + DnsServerAddresses.Count + Ssids.Count == 0 && Interface is null && ProbeUrl is null;

    internal IEnumerable<string> KnownKeys => Members().Select(static member => member.Name);

    /// <summary>Action and conditions.</summary>
    /// <returns>The written rule.</returns>
    public override string ToString()
    {
        string[] conditions =
        [
            .. Interface is { } kind ? [$"on {PayloadWords.Find(Interfaces, kind)}"] : Array.Empty<string>(),
            .. Ssids.Count > 0 ? [$"in the network {string.Join(" or ", Ssids)}"] : Array.Empty<string>(),
            .. DnsDomains.Count > 0 ? [$"with the search domain {string.Join(" or ", DnsDomains)}"] : Array.Empty<string>(),
            .. DnsServerAddresses.Count > 0 ? [$"with the name server {string.Join(" or ", DnsServerAddresses)}"] : Array.Empty<string>(),
            .. ProbeUrl is { } url ? [$"where {url} answers"] : Array.Empty<string>(),
        ];
        string domains = string.Join(", ", Parameters.Select(static each => $"{each.Action} {string.Join(" ", each.Domains)}"));
        return $"{Action}{(domains.Length > 0 ? $" ({domains})" : "")} {(conditions.Length > 0 ? string.Join(", ", conditions) : "everywhere")}";
    }

    internal PropertyListValue ToPropertyList() => PropertyListValue.Of(Members().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    internal static DnsOnDemandRule Read(PropertyListValue dictionary)
    {
        PayloadReader reader = new(dictionary);
        DnsOnDemandRule rule = new()
        {
            Action = reader.Word("Action", Actions),
            Parameters = [.. (reader.Dictionaries("ActionParameters") ?? []).Select(DnsOnDemandParameters.Read)],
            DnsDomains = reader.Texts("DNSDomainMatch") ?? [],
            DnsServerAddresses = reader.Texts("DNSServerAddressMatch") ?? [],
            Interface = reader.Word("InterfaceTypeMatch", Interfaces),
            Ssids = reader.Texts("SSIDMatch") ?? [],
            ProbeUrl = reader.Text("URLStringProbe"),
        };
        return rule with { Other = reader.Rest() };
    }

    private IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("Action", Action is { } action ? PropertyListValue.Of(PayloadWords.Find(Actions, action)) : null),
        ("ActionParameters", Parameters.Count == 0 ? null : PropertyListValue.Of(Parameters.Select(static parameters => parameters.ToPropertyList()))),
        ("DNSDomainMatch", DnsDomains.Count == 0 ? null : PropertyListValue.Of(DnsDomains)),
        ("DNSServerAddressMatch", DnsServerAddresses.Count == 0 ? null : PropertyListValue.Of(DnsServerAddresses)),
        ("InterfaceTypeMatch", Interface is { } kind ? PropertyListValue.Of(PayloadWords.Find(Interfaces, kind)) : null),
        ("SSIDMatch", Ssids.Count == 0 ? null : PropertyListValue.Of(Ssids)),
        ("URLStringProbe", ProbeUrl is { } url ? PropertyListValue.Of(url) : null),
    ];
}
