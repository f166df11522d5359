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

    /// <summary>Judges each interface of profiles that are installed together, for the same user of the same Mac, now.</summary>
    /// <param name="profiles">The profiles, all of them: a Wi-Fi profile counts for Ethernet.</param>
    /// <returns>One verdict for each Wi-Fi and Ethernet payload, in their order.</returns>
    public static IReadOnlyList<AutoConnectVerdict> Of(params IReadOnlyList<ConfigurationProfile> profiles) => Of(profiles, TimeProvider.System);

    /// <summary>Judges each interface of profiles that are installed together, for the same user of the same Mac.</summary>
    /// <param name="profiles">The profiles, all of them: a Wi-Fi profile counts for Ethernet.</param>
    /// <param name="timeProvider">The clock that certificates are held against.</param>
    /// <returns>One verdict for each Wi-Fi and Ethernet payload, in their order.</returns>
    public static IReadOnlyList<AutoConnectVerdict> Of(IReadOnlyList<ConfigurationProfile> profiles, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(timeProvider);
        return [.. Judge(profiles, timeProvider).Select(static judged => judged.Verdict)];
    }

    /// <summary>Interface, outcome and reasons in one line.</summary>
    /// <returns>The written verdict.</returns>
    public override string ToString() => $"{InterfaceName}: {Outcome}: {string.Join("; ", Reasons.Select(static reason => reason.Cause))}";

    /// <summary>Each payload with its verdict, because identifiers need not be unique among profiles.</summary>
    internal static IReadOnlyList<(InterfacePayload Payload, bool IsForUser, AutoConnectVerdict Verdict)> Judge(IReadOnlyList<ConfigurationProfile> profiles, TimeProvider timeProvider)
    {
        int userConfigurations = profiles.Sum(static profile => profile.Payloads.OfType<InterfacePayload>().Count(payload => payload.IsForUser(profile.Scope)));
        return [.. profiles.SelectMany(profile =>
        {
            ProfileReferences references = new(profile, timeProvider);
            return profile.Payloads.OfType<InterfacePayload>().Select(payload => (payload, payload.IsForUser(profile.Scope), Judge(profile, payload, references, userConfigurations)));
        })];
    }

    private static AutoConnectVerdict Judge(ConfigurationProfile profile, InterfacePayload payload, ProfileReferences references, int userConfigurations)
    {
        List<AutoConnectReason> reasons = [];
        return new(payload.Identifier, ProfileWords.Visible(payload.InterfaceName), Judge(profile, payload, references, userConfigurations, reasons), reasons);
    }

    private static AutoConnectOutcome Judge(ConfigurationProfile profile, InterfacePayload payload, ProfileReferences references, int userConfigurations, List<AutoConnectReason> reasons)
    {
        if (payload is WiFiPayload { LacksName: true })
            return Never(reasons, AutoConnectReasonCode.Unusable, "SSID_STR is missing, so that there is no network to join", "Add the network's name");
        if (payload.Eap is not { } eap)
            return JudgePlain(payload, reasons);
        EapNeeds needs = new(payload, eap, references);
        if (needs.Unusable is { } gap)
            return Never(reasons, gap.Code, gap.Code == AutoConnectReasonCode.Unusable ? $"{gap.Cause}, so that eapolclient refuses the configuration (status 4)" : gap.Cause, gap.Remedy);
        if (needs.Trust is { Code: not AutoConnectReasonCode.MissingTrust } broken)
            return Never(reasons, broken.Code, broken.Cause, broken.Remedy);
        return payload.IsForSystem(profile.Scope) ? JudgeSystem(profile, payload, needs, reasons)
            : payload.SetupModes.Contains(ProfileSetupMode.LoginWindow) ? JudgeLoginWindow(needs, reasons)
            : JudgeUser(payload, needs, userConfigurations, reasons);
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

    private static AutoConnectOutcome JudgeSystem(ConfigurationProfile profile, InterfacePayload payload, EapNeeds needs, List<AutoConnectReason> reasons)
    {
        if (profile.Scope != ProfileScope.System)
            return Never(reasons, AutoConnectReasonCode.WrongScope, "it is set up for the system, and the profile belongs to a user", "Set PayloadScope to System, and install it for the device");
        if (needs.SystemCredentials is { } credentials)
            return Never(reasons, credentials.Code, $"{credentials.Cause}, and system mode can ask nobody", credentials.Remedy);
        if (needs.Trust is { } trust)
            return Never(reasons, trust.Code, "system mode can ask nobody whether the server's certificate is right (status 15)", trust.Remedy);
        string why = payload.SetupModes.Count == 0 ? "SetupModes is missing in a profile for the device, and Apple documents System as its default on Ethernet" : "SetupModes has System";
        reasons.Add(new(AutoConnectReasonCode.SetupMode, $"{why}: EAPOLController starts it when the link comes up, without a user or a window", payload.SetupModes.Count == 0 ? "Set SetupModes to System, so that it does not hang on a default" : null));
        return AutoConnectOutcome.SystemMode;
    }

    private static AutoConnectOutcome JudgeLoginWindow(EapNeeds needs, List<AutoConnectReason> reasons)
    {
        if (needs.Trust is { } trust)
            return Never(reasons, trust.Code, "the login window can ask nobody whether the server's certificate is right (status 15)", trust.Remedy);
        reasons.Add(new(AutoConnectReasonCode.SetupMode, "SetupModes has Loginwindow: it starts at login with what is typed there", "Add System to SetupModes, with credentials, where it shall work without a login"));
        return AutoConnectOutcome.LoginWindow;
    }

    private static AutoConnectOutcome JudgeUser(InterfacePayload payload, EapNeeds needs, int userConfigurations, List<AutoConnectReason> reasons)
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

        if (needs.Credentials is { } credentials)
            outcome = Asks(reasons, credentials.Code, credentials.Cause, credentials.Remedy);
        if (needs.Trust is { } trust)
            outcome = Asks(reasons, trust.Code, trust.Cause, trust.Remedy);
        if (outcome == AutoConnectOutcome.Silent)
        {
            string cause = payload is WiFiPayload ? "the network is joined by itself, and credentials and trust are in the profile" : "it is the user's only configuration for 802.1X, and credentials and trust are in it";
            reasons.Add(new(AutoConnectReasonCode.Complete, cause, null));
        }

        return outcome;
    }

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
