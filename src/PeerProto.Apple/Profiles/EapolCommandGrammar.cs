namespace PeerProto.Apple;

/// <summary>The commands and options of eapolcfg, after the usage text of Apple's eap8021x sources; and those that later versions have.</summary>
internal static class EapolCommandGrammar
{
    /// <summary>Options of which one names the profile.</summary>
    public static readonly string[] Targets = ["profileID", "profileid", "SSID", "ssid", "domain", "default"];

    public static readonly string[] AuthTypes = ["TLS", "TTLS", "PEAP", "EAP-FAST", "LEAP"];
    public static readonly string[] SecurityTypes = ["WEP", "WPA", "WPA2", "Any"];
    public static readonly string[] InnerTypes = ["PAP", "CHAP", "MSCHAP", "MSCHAPv2"];

    private static readonly string[] ProfileTarget = ["profileID=", "profileid=", "SSID=", "ssid=", "domain="];
    private static readonly string[] ItemTarget = [.. ProfileTarget, "default"];
    private static readonly string[] OnInterface = ["interface="];

    // an option with = takes a value
    private static readonly Dictionary<string, string[]> Commands = new(StringComparer.Ordinal)
    {
        ["listProfiles"] = ["details"],
        ["showProfile"] = ProfileTarget,
        ["exportProfile"] = ProfileTarget,
        ["removeProfile"] = ProfileTarget,
        ["importProfile"] = ["replace"],
        ["createProfile"] =
        [
            "authType=", "userDefinedName=", "SSID=", "securityType=", "domain=", "trustedCertificate=", "trustedServerName=", "outerIdentity=", "oneTimePassword", "TTLSInnerAuthentication=",
            "EAPFASTUsePAC", "EAPFASTProvisionPAC", "EAPFASTProvisionPACAnonymously",
        ],
        ["setProfileInformation"] = [.. ProfileTarget, "applicationID=", "applicationid=", "information="],
        ["getProfileInformation"] = [.. ProfileTarget, "applicationID=", "applicationid="],
        ["clearProfileInformation"] = [.. ProfileTarget, "applicationID=", "applicationid="],
        ["setPasswordItem"] = [.. ItemTarget, "system", "name=", "password="],
        ["getPasswordItem"] = [.. ItemTarget, "system", "name", "password"],
        ["removePasswordItem"] = [.. ItemTarget, "system"],
        ["setIdentity"] = [.. ItemTarget, "system", "certificate="],
        ["getIdentity"] = [.. ItemTarget, "system"],
        ["clearIdentity"] = [.. ItemTarget, "system"],
        ["setLoginWindowProfiles"] = ["interface=", "profileID=", "profileid=", "SSID=", "ssid="],
        ["getLoginWindowProfiles"] = OnInterface,
        ["clearLoginWindowProfiles"] = OnInterface,
        ["setSystemProfile"] = ["interface=", "profileID=", "profileid=", "SSID=", "ssid="],
        ["getSystemProfile"] = OnInterface,
        ["clearSystemProfile"] = OnInterface,
        ["setSystemEthernetProfile"] = ["profileID=", "profileid="],
        ["getSystemEthernetProfile"] = [],
        ["clearSystemEthernetProfile"] = [],
        ["getLoginWindowInterfaces"] = ["details"],
        ["getSystemInterfaces"] = ["details"],
        ["startAuthentication"] = [.. ItemTarget, "interface=", "system", "no-ui"],
    };

    public static IEnumerable<string> Names => Commands.Keys;

    public static bool IsCommand(string word) => Commands.ContainsKey(word);

    /// <summary>Whether a command has an option; getopt_long takes an unmistakable beginning of a name as well.</summary>
    public static string? FindOption(string command, string option, out bool takesValue)
    {
        string[] known = Commands[command];
        string? exact = known.FirstOrDefault(name => name.TrimEnd('=') == option);
        string[] begun = [.. known.Where(name => name.StartsWith(option, StringComparison.Ordinal))];
        string? found = exact ?? (begun.Length == 1 ? begun[0] : null);
        takesValue = found?.EndsWith('=') == true;
        return found?.TrimEnd('=');
    }

    /// <summary>Whether a command must say which profile it is about.</summary>
    public static bool NeedsTarget(string command) => command != "createProfile" && Commands[command].Contains("profileID=");

    public static bool NeedsInterface(string command) => Commands[command].Contains("interface=");
}
