namespace PeerProto.Apple;

/// <summary>What is wrong with a sequence of eapolcfg commands: each by its grammar, and all together.</summary>
internal sealed class EapolCommandRules(IReadOnlyList<EapolCommand> commands, string text)
{
    private const int MaximumWords = 300;

    private static readonly string[] CoreWlanCalls = ["associateToEnterpriseNetwork", "associate(toEnterpriseNetwork"];
    private static readonly string[] Sources = ["opensource.apple.com/source/eap8021x", "opensource.apple.com/tarballs/eap8021x", "eap8021x-debug", "apple-oss-distributions/eap8021x", "apple-open-source/macos/eap8021x"];

    private readonly FindingList<EapolCommandFinding> _findings = NewList();

    public static FindingList<EapolCommandFinding> NewList() => new(
        static finding => finding.Severity,
        static count => new(ProfileFindingSeverity.Note, EapolCommandFindingCode.MoreFindings, null, $"{count} more findings are left out, the least grave", "Mend these, and check again"));

    public IReadOnlyList<EapolCommandFinding> Check()
    {
        foreach (EapolCommand command in commands)
            CheckGrammar(command);
        CheckTrust();
        CheckProfileId();
        CheckCredentials();
        CheckProgram();
        if (CoreWlanCalls.FirstOrDefault(call => text.Contains(call, StringComparison.OrdinalIgnoreCase)) is { } coreWlan)
        {
            Add(
                ProfileFindingSeverity.Warning, EapolCommandFindingCode.SeparatePath, null,
                $"CoreWLAN's {(coreWlan.Contains('(', StringComparison.Ordinal) ? "associate(toEnterpriseNetwork:)" : coreWlan)} is a way of its own: it takes the user name and password that it is given, knows no trust, and ignores the profile that eapolcfg made",
                "Use one of the two: the profile with 'eapolcfg startAuthentication', or a configuration profile that macOS joins by itself");
        }

        return _findings.All;
    }

    private void CheckGrammar(EapolCommand command)
    {
        if (EapolCommandGrammar.NeedsInterface(command.Name) && !command.Has("interface"))
            Missing(command, "--interface is missing", "Add it with the interface's name, en0 for example");
        if (EapolCommandGrammar.NeedsTarget(command.Name))
        {
            int targets = command.Options.Count(static option => EapolCommandGrammar.Targets.Contains(option.Name));
            if (targets == 0)
                Missing(command, "it does not say which profile", "Add --profileID with the ID that createProfile printed");
            if (targets > 1 && command.Name != "setLoginWindowProfiles")
                Add(ProfileFindingSeverity.Error, EapolCommandFindingCode.Contradiction, command.Name, "it names the profile more than once", "Keep --profileID");
        }

        if (command.Name == "createProfile")
            CheckCreate(command);
        if (command.Name == "setPasswordItem" && !command.Has("name") && !command.Has("password"))
            Missing(command, "neither --name nor --password is there", "Add both");
        if (command.Name == "setIdentity" && !command.Has("certificate"))
            Missing(command, "--certificate is missing", "Add the file of the certificate (DER), whose key is in the keychain");
    }

    private void CheckCreate(EapolCommand create)
    {
        if (!create.Has("authType"))
            Missing(create, "--authType is missing", "Add PEAP, TTLS, TLS or EAP-FAST");
        if (!create.Has("userDefinedName"))
            Add(ProfileFindingSeverity.Note, EapolCommandFindingCode.MissingOption, create.Name, "--userDefinedName is missing, which the usage text wants", "Add a name for the profile");
        if (create.Has("SSID") != create.Has("securityType"))
            Missing(create, "--SSID and --securityType go together, and one of them is missing", "Add the other, or for Ethernet take both out");
        if (create.Has("SSID") && create.Has("domain"))
            Add(ProfileFindingSeverity.Error, EapolCommandFindingCode.Contradiction, create.Name, "--SSID and --domain exclude each other", "Keep one");
        foreach ((string name, string? value) in create.Options)
        {
            string[]? words = name switch { "authType" => EapolCommandGrammar.AuthTypes, "securityType" => EapolCommandGrammar.SecurityTypes, "TTLSInnerAuthentication" => EapolCommandGrammar.InnerTypes, _ => null };
            if (words is not null && value is not null && !words.Contains(value, StringComparer.OrdinalIgnoreCase) && !(name == "authType" && int.TryParse(value, out _)))
                Add(ProfileFindingSeverity.Error, EapolCommandFindingCode.WrongValue, create.Name, $"--{name} {value} is not known", $"Use {string.Join(", ", words)}");
        }
    }

    private void CheckTrust()
    {
        foreach (EapolCommand create in commands.Where(static command => command.Name == "createProfile"))
        {
            bool isLeap = create.Options.Where(static option => option.Name == "authType").All(static option => option.Value is "LEAP" or "17") && create.Has("authType");
            if (!isLeap && !create.Has("trustedCertificate") && !create.Has("trustedServerName"))
            {
                Add(
                    ProfileFindingSeverity.Error, EapolCommandFindingCode.MissingTrust, create.Name,
                    "neither --trustedCertificate nor --trustedServerName is there, so that the window about the certificate comes up (status 14, CertificateRequiresConfirmation)",
                    "Add '--trustedCertificate root.der --trustedServerName radius.example.com' with your server's");
            }
        }
    }

    private void CheckProfileId()
    {
        if (commands.All(static command => command.Name != "createProfile"))
            return;
        string[] others = [.. commands.Where(static command => command.Name is "setPasswordItem" or "setIdentity" or "startAuthentication" or "setSystemProfile" && !command.Has("profileID")).Select(static command => command.Name).Distinct()];
        if (others.Length > 0)
        {
            Add(
                ProfileFindingSeverity.Warning, EapolCommandFindingCode.MissingProfileId, string.Join(", ", others),
                "the ID that createProfile prints is not used: by --SSID another profile of that network may be found, and its password item",
                "Keep the ID, and give it as --profileID: PROFILE=$(eapolcfg createProfile ...)");
        }
    }

    private void CheckCredentials()
    {
        EapolCommand? start = commands.FirstOrDefault(static command => command.Name == "startAuthentication");
        EapolCommand? create = commands.FirstOrDefault(static command => command.Name == "createProfile");
        if (start is not null && create is not null && !create.Has("oneTimePassword") && commands.All(static command => command.Name is not ("setPasswordItem" or "setIdentity")))
            Add(ProfileFindingSeverity.Warning, EapolCommandFindingCode.MissingCredentials, start.Name, "no command gives name and password, or an identity, so that a window asks (status 3)", "Add 'eapolcfg setPasswordItem', or for TLS 'eapolcfg setIdentity'");
        if (create?.Options.Any(static option => option is { Name: "authType", Value: "TLS" or "13" }) == true && start is not null && commands.All(static command => command.Name != "setIdentity"))
            Add(ProfileFindingSeverity.Warning, EapolCommandFindingCode.MissingCredentials, create.Name, "TLS needs an identity, and no setIdentity gives it", "Import it into the keychain, then 'eapolcfg setIdentity --certificate client.der --profileID ...'");
    }

    private void CheckProgram()
    {
        bool isCalledByPath = commands.Any(static command => command.Program.Contains('/', StringComparison.Ordinal) && !command.Program.StartsWith("/usr/", StringComparison.Ordinal) && !command.Program.StartsWith("/System/", StringComparison.Ordinal));
        if (!isCalledByPath && !Sources.Any(source => text.Contains(source, StringComparison.OrdinalIgnoreCase)))
            return;
        Add(
            ProfileFindingSeverity.Warning, EapolCommandFindingCode.SelfBuilt, null,
            "eapolcfg seems to be built by yourself: without Apple's private entitlements (com.apple.private.system-keychain, keychain group com.apple.identities) it cannot reach the system keychain, and what it stores need not be readable for eapolclient",
            "Use a configuration profile instead: 'peerproto apple profile new eap'");
    }

    private void Missing(EapolCommand command, string message, string remedy) => Add(ProfileFindingSeverity.Error, EapolCommandFindingCode.MissingOption, command.Name, message, remedy);

    private void Add(ProfileFindingSeverity severity, EapolCommandFindingCode code, string? command, string message, string remedy) =>
        _findings.Add(new(severity, code, command, ProfileWords.Visible(message, MaximumWords), remedy));
}
