using System.Text;

namespace PeerProto.Apple;

/// <summary>Rules for Wi-Fi and Ethernet payloads as a whole.</summary>
internal static class InterfaceRules
{
    public const int MaximumSsidBytes = 32;
    public const int MinimumPassphrase = 8;
    public const int MaximumPassphrase = 63;

    public static void Check(ProfileInspection inspection)
    {
        foreach (InterfacePayload payload in inspection.Profile.Payloads.OfType<InterfacePayload>())
        {
            if (payload is WiFiPayload wifi)
                CheckWiFi(inspection, wifi);
            else if (payload.Eap is null)
                inspection.Error(ProfileFindingCode.UnfitNetwork, payload, "EAPClientConfiguration is missing, so that there is nothing to authenticate with", "Add it");
            CheckProxy(inspection, payload);
            if (payload.IdentityUuid is { } identity && inspection.References.FindIdentity(identity) is null)
                inspection.Error(ProfileFindingCode.UnknownReference, payload, $"PayloadCertificateUUID {identity} is no identity of this profile", "Point it at a PKCS #12, SCEP or ACME payload of the same profile");
        }

        CheckSeveral(inspection);
    }

    private static void CheckWiFi(ProfileInspection inspection, WiFiPayload wifi)
    {
        ProfileRules.CheckKinds(inspection, wifi, KeyKinds.WiFi, wifi.Other);
        if (wifi.Other.GetValueOrDefault("MCCAndMNCs")?.Items.Any(static item => item.Text is not { Length: 6 } digits || !digits.All(char.IsAsciiDigit)) == true)
            inspection.Error(ProfileFindingCode.WrongValue, wifi, "MCCAndMNCs has an entry that is not six digits", "Write the mobile country code and the network code, 262001 for example");
        if (wifi.LacksName)
            inspection.Error(ProfileFindingCode.MissingKey, wifi, "SSID_STR is missing", "Add the network's name");
        if (Encoding.UTF8.GetByteCount(wifi.Ssid ?? "") > MaximumSsidBytes)
            inspection.Error(ProfileFindingCode.WrongValue, wifi, $"the network's name has more than {MaximumSsidBytes} bytes", "Give the name as the access point tells it");
        if (wifi.JoinsAutomatically == false)
            inspection.Warn(ProfileFindingCode.AutoJoinOff, wifi, "AutoJoin is false, so that the user must choose the network each time", "Set it to true, or leave it out");
        if (wifi.Encryption == WiFiEncryption.Wep)
            inspection.Warn(ProfileFindingCode.WeakMethod, wifi, "WEP is broken", "Use WPA2 or WPA3");
        if (wifi.Eap is not null && wifi.Encryption == WiFiEncryption.None)
            inspection.Error(ProfileFindingCode.UnfitNetwork, wifi, "EncryptionType is None, and 802.1X on Wi-Fi makes the keys of an encryption", "Set it to WPA2, WPA3 or Any");
        if (wifi.Eap is not null || wifi.Password is null || wifi.Encryption is WiFiEncryption.None or WiFiEncryption.Wep)
            return;
        if (wifi.Password.Length is < MinimumPassphrase or > MaximumPassphrase && !(wifi.Password.Length == 64 && wifi.Password.All(char.IsAsciiHexDigit)))
            inspection.Error(ProfileFindingCode.WrongValue, wifi, $"the password has not {MinimumPassphrase} to {MaximumPassphrase} characters", "Give the network's password");
    }

    private static void CheckProxy(ProfileInspection inspection, InterfacePayload payload)
    {
        if (payload.Proxy is { Kind: ProfileProxyType.Manual } manual && (string.IsNullOrEmpty(manual.Server) || manual.Port is not (> 0 and <= ushort.MaxValue)))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "ProxyType is Manual, and ProxyServer or ProxyServerPort (1 to 65535) is missing", "Add both");
        if (payload.Proxy is { Kind: ProfileProxyType.None } none && (none.Server is not null || none.PacUrl is not null))
            inspection.Warn(ProfileFindingCode.Contradiction, payload, "a proxy is named, and ProxyType is None or missing, which means None", "Set it to Manual or Auto, or take the proxy out");
    }

    private static void CheckSeveral(ProfileInspection inspection)
    {
        InterfacePayload[] own = [.. inspection.Profile.Payloads.OfType<InterfacePayload>().Where(payload => payload.IsForUser(inspection.Profile.Scope))];
        int beside = inspection.Options.InstalledBeside.Sum(static profile => profile.Payloads.OfType<InterfacePayload>().Count(payload => payload.IsForUser(profile.Scope)));
        if (own.Length > 0 && own.Length + beside > 1)
        {
            inspection.Warn(
                ProfileFindingCode.SeveralConfigurations,
                null,
                $"the user gets {own.Length + beside} configurations for 802.1X ({string.Join(", ", own.Select(static payload => payload.InterfaceName))}{(beside > 0 ? $" and {beside} of other profiles" : "")}), and with more than one macOS asks on Ethernet which to take",
                "Merge those that say the same ('peerproto apple profile merge'), or put Ethernet into system mode");
        }

        foreach (string ssid in inspection.Profile.Payloads.OfType<WiFiPayload>().GroupBy(static wifi => wifi.Ssid).Where(static group => group.Key is not null && group.Count() > 1).Select(static group => group.Key!))
            inspection.Error(ProfileFindingCode.Contradiction, null, $"two payloads are for the network {ssid}", "Keep one of them");
    }
}
