namespace PeerProto.Apple;

/// <summary>
/// The server of a DNS configuration, and the domains that it is for: <c>DNSSettings</c> of <c>com.apple.dnsSettings.managed</c>. Immutable. Keys without a type here are kept and written again.
/// </summary>
public sealed record DnsSettings
{
    private static readonly (DnsSettingsProtocol Value, string Word)[] Protocols = [(DnsSettingsProtocol.Https, "HTTPS"), (DnsSettingsProtocol.Tls, "TLS")];

    /// <summary>How the server is asked; null where a profile that was read has none.</summary>
    public DnsSettingsProtocol? Protocol { get; init; }

    /// <summary>The server's addresses. Empty: they are looked up by its name, with the resolver that the system has otherwise.</summary>
    public IReadOnlyList<string> ServerAddresses { get; init; } = [];

    /// <summary>The name that a TLS server's certificate must have; null leaves it out.</summary>
    public string? ServerName { get; init; }

    /// <summary>Where an HTTPS server is asked, as a template of RFC 8484; null leaves it out.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>
    /// The domains that the server is asked about, each with everything below it: there is no exact match, and a <c>*</c> before one changes nothing. Null: all names.
    /// </summary>
    public IReadOnlyList<string>? MatchDomains { get; init; }

    /// <summary>UUID of the payload with the client's identity; null leaves it out. Since iOS 16 and macOS 13.</summary>
    public string? IdentityUuid { get; init; }

    /// <summary>Whether the system asks its other resolver where this server fails; null leaves it out, which means no. Since iOS and macOS 26.</summary>
    public bool? AllowsFailover { get; init; }

    /// <summary>Further keys with their values, written as they are.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    internal IEnumerable<string> KnownKeys => Members().Select(static member => member.Name);

    /// <summary>Makes the dictionary.</summary>
    /// <returns>The dictionary.</returns>
    public PropertyListValue ToPropertyList() => PropertyListValue.Of(Members().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    /// <summary>The server and the domains.</summary>
    /// <returns>The written settings.</returns>
    public override string ToString() => $"{ServerUrl ?? ServerName ?? string.Join(", ", ServerAddresses)} for {(MatchDomains is { } domains ? string.Join(", ", domains) : "all names")}";

    internal static DnsSettings Read(PropertyListValue dictionary)
    {
        PayloadReader reader = new(dictionary);
        DnsSettings settings = new()
        {
            Protocol = reader.Word("DNSProtocol", Protocols),
            ServerAddresses = reader.Texts("ServerAddresses") ?? [],
            ServerName = reader.Text("ServerName"),
            ServerUrl = reader.Text("ServerURL"),
            MatchDomains = reader.Texts("SupplementalMatchDomains"),
            IdentityUuid = reader.Text("PayloadCertificateUUID"),
            AllowsFailover = reader.Truth("AllowFailover"),
        };
        return settings with { Other = reader.Rest() };
    }

    private IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("AllowFailover", AllowsFailover is { } failover ? PropertyListValue.Of(failover) : null),
        ("DNSProtocol", Protocol is { } protocol ? PropertyListValue.Of(PayloadWords.Find(Protocols, protocol)) : null),
        ("PayloadCertificateUUID", IdentityUuid is { } identity ? PropertyListValue.Of(identity) : null),
        ("ServerAddresses", ServerAddresses.Count == 0 ? null : PropertyListValue.Of(ServerAddresses)),
        ("ServerName", ServerName is { } name ? PropertyListValue.Of(name) : null),
        ("ServerURL", ServerUrl is { } url ? PropertyListValue.Of(url) : null),
        ("SupplementalMatchDomains", MatchDomains is { } domains ? PropertyListValue.Of(domains) : null),
    ];
}
