namespace PeerProto.Apple;

/// <summary>A Wi-Fi network (com.apple.wifi.managed). Its further keys, those of Hotspot 2.0 for example, are kept in <see cref="ProfilePayload.Other"/>.</summary>
public sealed record WiFiPayload : InterfacePayload
{
    internal const string Type = "com.apple.wifi.managed";

    private static readonly (WiFiEncryption Value, string Word)[] Encryptions =
    [
        (WiFiEncryption.Any, "Any"), (WiFiEncryption.None, "None"), (WiFiEncryption.Wep, "WEP"), (WiFiEncryption.Wpa, "WPA"), (WiFiEncryption.Wpa2, "WPA2"), (WiFiEncryption.Wpa3, "WPA3"),
    ];

    /// <summary>The network's name; null only for Hotspot 2.0.</summary>
    public string? Ssid { get; init; }

    /// <summary>Whether the network does not tell its name. Default: false.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether it is joined without being asked. Default: true.</summary>
    public bool? JoinsAutomatically { get; init; }

    /// <summary>How it is encrypted. Default: whatever it has.</summary>
    public WiFiEncryption? Encryption { get; init; }

    /// <summary>The password of a network without 802.1X.</summary>
    public string? Password { get; init; }

    /// <inheritdoc/>
    public override string PayloadType => Type;

    /// <inheritdoc/>
    public override string InterfaceName => Ssid is null ? "Wi-Fi" : $"Wi-Fi {Ssid}";

    /// <summary>Whether the name is missing, which only Hotspot 2.0 does without.</summary>
    internal bool LacksName => string.IsNullOrEmpty(Ssid) && Other.GetValueOrDefault("IsHotspot")?.Truth != true;

    internal override bool HoldsSecret => Password is not null || base.HoldsSecret;

    internal static WiFiPayload Read(PayloadReader reader) => Read(
        new WiFiPayload
        {
            Identifier = "",
            Ssid = reader.Text("SSID_STR"),
            IsHidden = reader.Truth("HIDDEN_NETWORK"),
            JoinsAutomatically = reader.Truth("AutoJoin"),
            Encryption = reader.Word("EncryptionType", Encryptions),
            Password = reader.Text("Password"),
        },
        reader);

    private protected override IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("AutoJoin", Truth(JoinsAutomatically)),
        ("EncryptionType", Encryption is { } encryption ? Text(PayloadWords.Find(Encryptions, encryption)) : null),
        ("HIDDEN_NETWORK", Truth(IsHidden)),
        ("Password", Text(Password)),
        ("SSID_STR", Text(Ssid)),
        .. SharedMembers(),
    ];
}
