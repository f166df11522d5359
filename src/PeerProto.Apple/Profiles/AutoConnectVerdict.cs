namespace PeerProto.Apple;

/// <summary>
/// Whether macOS connects an interface by itself once the profiles are installed, and why. After the rules that Apple's eap8021x sources show; not run on a Mac here.
/// </summary>
/// <param name="PayloadIdentifier">PayloadIdentifier of the payload.</param>
/// <param name="InterfaceName">The interface or network.</param>
/// <param name="Outcome">What happens.</param>
/// <param name="Reasons">Why, the first thing that happens first.</param>
public sealed record AutoConnectVerdict(string PayloadIdentifier, string InterfaceName, AutoConnectOutcome Outcome, IReadOnlyList<AutoConnectReason> Reasons)
{
    /// <summary>Whether nobody has to do anything.</summary>
    public bool IsAutomatic => Outcome is AutoConnectOutcome.Silent or AutoConnectOutcome.SystemMode;

    /// <summary>Judges each interface of profiles that are installed together, for the same user of the same Mac.</summary>
    /// <param name="profiles">The profiles, all of them: a Wi-Fi profile counts for Ethernet.</param>
    /// <returns>One verdict for each Wi-Fi and Ethernet payload, in their order.</returns>
    public static IReadOnlyList<AutoConnectVerdict> Of(params IReadOnlyList<ConfigurationProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        int userConfigurations = profiles.Sum(static profile => profile.Payloads.OfType<InterfacePayload>().Count(static payload => payload.IsForUser));
        return [.. profiles.SelectMany(profile => profile.Payloads.OfType<InterfacePayload>().Select(payload => Judge(profile, payload, userConfigurations)))];
    }

    /// <summary>Interface, outcome and reasons in one line.</summary>
    /// <returns>The written verdict.</returns>
    public override string ToString() => $"{InterfaceName}: {Outcome}: {string.Join("; ", Reasons.Select(static reason => reason.Cause))}";

    private static AutoConnectVerdict Judge(ConfigurationProfile profile, InterfacePayload payload, int userConfigurations)
    {
        List<AutoConnectReason> reasons = [];
        AutoConnectOutcome outcome = payload.Eap is not { } eap ? JudgePlain(payload, reasons)
            : EapRules.WhyUnusable(payload, eap) is { } cause ? Never(reasons, AutoConnectReasonCode.Unusable, $"{cause}, so that eapolclient refuses the configuration (status 4)", "Mend what 'lint' tells")
            : payload.SetupModes.Contains(ProfileSetupMode.System) ? JudgeSystem(profile, payload, eap, reasons)
            : payload.SetupModes.Contains(ProfileSetupMode.LoginWindow) ? JudgeLoginWindow(eap, reasons)
            : JudgeUser(payload, eap, userConfigurations, reasons);
        return new(payload.Identifier, payload.InterfaceName, outcome, reasons);
    }

    private static AutoConnectOutcome JudgePlain(InterfacePayload payload, List<AutoConnectReason> reasons)
    {
        if (payload is not WiFiPayload wifi)
            return Never(reasons, AutoConnectReasonCode.Unusable, "EAPClientConfiguration is missing, so that there is nothing to authenticate with", "Add it");
        if (AutoJoinIsOff(wifi, reasons))
            return AutoConnectOutcome.Asks;
        if (wifi is { Password: null, Encryption: not WiFiEncryption.None })
            return Asks(reasons, AutoConnectReasonCode.MissingCredentials, "the network's password is missing", "Add Password");
        reasons.Add(new(AutoConnectReasonCode.NoAuthentication, "the network needs no 802.1X, and its password is there", null));
        return AutoConnectOutcome.Silent;
    }

    private static AutoConnectOutcome JudgeSystem(ConfigurationProfile profile, InterfacePayload payload, EapConfiguration eap, List<AutoConnectReason> reasons)
    {
        if (profile.Scope != ProfileScope.System)
            return Never(reasons, AutoConnectReasonCode.WrongScope, "it is set up for the system, and the profile belongs to a user", "Set PayloadScope to System, and install it for the device");
        if (!eap.HasCredentials && !eap.HasMachineCredentials && payload.IdentityUuid is null && !eap.UsesSim)
            return Never(reasons, AutoConnectReasonCode.MissingCredentials, "system mode can ask nobody, and there are neither name and password nor an identity", "Add UserName and UserPassword, an identity, or SystemModeCredentialsSource");
        if (LacksTrust(eap))
            return Never(reasons, AutoConnectReasonCode.MissingTrust, "system mode can ask nobody whether the server's certificate is right (status 15)", "Add anchors and server names");
        reasons.Add(new(AutoConnectReasonCode.SetupMode, "SetupModes has System: EAPOLController starts it when the link comes up, without a user or a window", null));
        return AutoConnectOutcome.SystemMode;
    }

    private static AutoConnectOutcome JudgeLoginWindow(EapConfiguration eap, List<AutoConnectReason> reasons)
    {
        if (LacksTrust(eap))
            return Never(reasons, AutoConnectReasonCode.MissingTrust, "the login window can ask nobody whether the server's certificate is right (status 15)", "Add anchors and server names");
        reasons.Add(new(AutoConnectReasonCode.SetupMode, "SetupModes has Loginwindow: it starts at login with what is typed there", "Add System to SetupModes, with credentials, where it shall work without a login"));
        return AutoConnectOutcome.LoginWindow;
    }

    private static AutoConnectOutcome JudgeUser(InterfacePayload payload, EapConfiguration eap, int userConfigurations, List<AutoConnectReason> reasons)
    {
        AutoConnectOutcome outcome = AutoConnectOutcome.Silent;
        if (payload is WiFiPayload wifi && AutoJoinIsOff(wifi, reasons))
            outcome = AutoConnectOutcome.Asks;
        if (payload is EthernetPayload && userConfigurations > 1)
        {
            outcome = Asks(
                reasons,
                AutoConnectReasonCode.SeveralConfigurations,
                $"the user has {userConfigurations} configurations for 802.1X, Wi-Fi counted: the dialog asks which to take, until one of them has worked with this switch",
                "Keep one configuration for a user ('peerproto apple profile merge'), or put Ethernet into system mode");
        }

        if (eap.OneTimePassword == true)
            outcome = Asks(reasons, AutoConnectReasonCode.OneTimePassword, "OneTimeUserPassword asks for a password each time (status 3)", "Take it out, and put the password into the profile");
        else if (eap.UsesPassword && !eap.HasCredentials && payload.IdentityUuid is null && eap.UsesSingleSignOn != true)
            outcome = Asks(reasons, AutoConnectReasonCode.MissingCredentials, $"{(eap.UserName is null ? "UserName" : "UserPassword")} is not in the profile (status 3)", "Put user name and password into the profile");
        if (LacksTrust(eap))
            outcome = Asks(reasons, AutoConnectReasonCode.MissingTrust, "neither anchors nor server names are there: the certificate dialog comes up (status 14)", "Add PayloadCertificateAnchorUUID with the root, and TLSTrustedServerNames");
        if (outcome == AutoConnectOutcome.Silent)
        {
            string cause = payload is WiFiPayload ? "the network is joined by itself, and credentials and trust are in the profile" : "it is the user's only configuration for 802.1X, and credentials and trust are in it";
            reasons.Add(new(AutoConnectReasonCode.Complete, cause, null));
        }

        return outcome;
    }

    private static bool LacksTrust(EapConfiguration eap) => eap.UsesServerCertificate && !eap.HasTrust;

    private static bool AutoJoinIsOff(WiFiPayload wifi, List<AutoConnectReason> reasons)
    {
        if (wifi.JoinsAutomatically != false)
            return false;
        reasons.Add(new(AutoConnectReasonCode.AutoJoinOff, "AutoJoin is false: the user must choose the network", "Set it to true, or leave it out"));
        return true;
    }

    private static AutoConnectOutcome Asks(List<AutoConnectReason> reasons, AutoConnectReasonCode code, string cause, string remedy)
    {
        reasons.Add(new(code, cause, remedy));
        return AutoConnectOutcome.Asks;
    }

    private static AutoConnectOutcome Never(List<AutoConnectReason> reasons, AutoConnectReasonCode code, string cause, string remedy)
    {
        reasons.Add(new(code, cause, remedy));
        return AutoConnectOutcome.Never;
    }
}
