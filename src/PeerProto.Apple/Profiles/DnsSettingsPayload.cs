namespace PeerProto.Apple;

/// <summary>A DNS configuration in a profile, <c>com.apple.dnsSettings.managed</c>: an encrypted server, and the domains and networks that it is for. iOS 14, macOS 11, visionOS 1 and later. Immutable.</summary>
public sealed record DnsSettingsPayload : ProfilePayload
{
    internal const string Type = "com.apple.dnsSettings.managed";

    /// <inheritdoc/>
    public override string PayloadType => Type;

    /// <summary>The server and its domains; null where a profile that was read has none.</summary>
    public DnsSettings? Settings { get; init; }

    /// <summary>On which networks the configuration is used. Empty: on all.</summary>
    public IReadOnlyList<DnsOnDemandRule> OnDemandRules { get; init; } = [];

    /// <summary>Whether users of supervised devices cannot switch it off; null leaves it out, which means no.</summary>
    public bool? ProhibitsDisablement { get; init; }

    internal static DnsSettingsPayload Read(PayloadReader reader) => new()
    {
        Identifier = "",
        Settings = reader.Dictionary("DNSSettings") is { } settings ? DnsSettings.Read(settings) : null,
        OnDemandRules = [.. (reader.Dictionaries("OnDemandRules") ?? []).Select(DnsOnDemandRule.Read)],
        ProhibitsDisablement = reader.Truth("ProhibitDisablement"),
    };

    private protected override IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("DNSSettings", Settings?.ToPropertyList()),
        ("OnDemandRules", OnDemandRules.Count == 0 ? null : PropertyListValue.Of(OnDemandRules.Select(static rule => rule.ToPropertyList()))),
        ("ProhibitDisablement", Truth(ProhibitsDisablement)),
    ];
}
