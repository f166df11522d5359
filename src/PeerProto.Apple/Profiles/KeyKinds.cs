namespace PeerProto.Apple;

/// <summary>Keys that have no member of their own here, and the kinds of value that Apple's schemas want.</summary>
internal static class KeyKinds
{
    public static readonly (string Key, PropertyListKind Kind)[] Profile =
    [
        ("PayloadRemovalDisallowed", PropertyListKind.Boolean), ("RemovalDate", PropertyListKind.Date), ("ConsentText", PropertyListKind.Dictionary),
    ];

    public static readonly (string Key, PropertyListKind Kind)[] WiFi =
    [
        ("EnableIPv6", PropertyListKind.Boolean), ("TLSCertificateRequired", PropertyListKind.Boolean), ("CaptiveBypass", PropertyListKind.Boolean), ("QoSMarkingPolicy", PropertyListKind.Dictionary),
        ("DisableAssociationMACRandomization", PropertyListKind.Boolean), ("IsHotspot", PropertyListKind.Boolean), ("ServiceProviderRoamingEnabled", PropertyListKind.Boolean), ("DomainName", PropertyListKind.Text),
        ("DisplayedOperatorName", PropertyListKind.Text), ("RoamingConsortiumOIs", PropertyListKind.Array), ("NAIRealmNames", PropertyListKind.Array), ("MCCAndMNCs", PropertyListKind.Array),
    ];
}
