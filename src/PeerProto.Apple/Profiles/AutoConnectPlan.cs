namespace PeerProto.Apple;

/// <summary>
/// What macOS does with 802.1X on Ethernet, as a machine: events go in, steps come out. After Apple's eap8021x sources (EAPOLMonitor and EAPOLController); not run on a Mac here.
/// </summary>
public sealed class AutoConnectPlan
{
    private readonly AutoConnectVerdict[] _forUser;
    private readonly AutoConnectVerdict? _system;
    private readonly AutoConnectSituation _situation;
    private AutoConnectVerdict? _running;

    /// <summary>Makes the machine for a Mac without a cable.</summary>
    /// <param name="profiles">The profiles that are installed, all of them: Wi-Fi counts.</param>
    /// <param name="situation">What else decides; null takes the defaults.</param>
    public AutoConnectPlan(IReadOnlyList<ConfigurationProfile> profiles, AutoConnectSituation? situation = null)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        _situation = situation ?? new AutoConnectSituation();
        BoundPayload = _situation.BoundPayload;
        IReadOnlyList<(InterfacePayload Payload, bool IsForUser, AutoConnectVerdict Verdict)> all = AutoConnectVerdict.Judge(profiles, _situation.TimeProvider);
        _forUser = [.. all.Where(static judged => judged.IsForUser).Select(static judged => judged.Verdict)];
        _system = all.Where(static judged => judged is { Payload: EthernetPayload, Verdict.Outcome: AutoConnectOutcome.SystemMode }).Select(static judged => judged.Verdict).FirstOrDefault();
    }

    /// <summary>Where macOS is.</summary>
    public AutoConnectState State { get; private set; }

    /// <summary>PayloadIdentifier of the configuration that is bound to this switch, because it worked; null where none is.</summary>
    public string? BoundPayload { get; private set; }

    /// <summary>PayloadIdentifier of the configuration that runs or ran; null where none did, or macOS's own settings.</summary>
    public string? RunningPayload => _running?.PayloadIdentifier;

    /// <summary>Walks from the cable being put in to the open port, with the first configuration chosen where macOS asks, and every question answered.</summary>
    /// <param name="profiles">The profiles that are installed, all of them: Wi-Fi counts.</param>
    /// <param name="situation">What else decides; null takes the defaults.</param>
    /// <returns>The steps. The last is not an open port where macOS never begins, where the configuration cannot work, and where there is none, so that all depends on what the user types.</returns>
    public static IReadOnlyList<AutoConnectStep> OnLinkUp(IReadOnlyList<ConfigurationProfile> profiles, AutoConnectSituation? situation = null)
    {
        AutoConnectPlan plan = new(profiles, situation);
        List<AutoConnectStep> steps = [plan.Handle(AutoConnectEvent.LinkUp)];
        if (plan.State == AutoConnectState.WaitingForSwitch)
            steps.Add(plan.Handle(AutoConnectEvent.SwitchAsked));
        if (plan.State == AutoConnectState.Choosing)
            steps.Add(plan.Handle(AutoConnectEvent.Chosen, plan._forUser[0].PayloadIdentifier));
        if (plan is { State: AutoConnectState.Running, _running: { } running })
            steps.Add(plan.Handle(running.Outcome == AutoConnectOutcome.Never ? AutoConnectEvent.Failed : AutoConnectEvent.Succeeded));
        return steps;
    }

    /// <summary>Tells the machine what happened.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="chosenPayload">PayloadIdentifier of the configuration that the user chose; null for macOS's default settings. For <see cref="AutoConnectEvent.Chosen"/> only.</param>
    /// <returns>What macOS does.</returns>
    public AutoConnectStep Handle(AutoConnectEvent what, string? chosenPayload = null) => (what, State) switch
    {
        (AutoConnectEvent.LinkDown, _) => Go(what, AutoConnectState.NoLink, "it stops, and closes a dialog that is open"),
        (AutoConnectEvent.LinkUp, AutoConnectState.NoLink or AutoConnectState.WaitingForLinkChange) => _system is { } system
            ? Start(what, system, "EAPOLController starts it for the machine, without a user or a window")
            : Go(what, AutoConnectState.WaitingForSwitch, "nothing is sent: EAPOLMonitor waits for an EAP request of the switch"),
        (AutoConnectEvent.SwitchAsked, AutoConnectState.WaitingForSwitch) => OnSwitchAsked(what),
        (AutoConnectEvent.Chosen, AutoConnectState.Choosing) when chosenPayload is null => StartWithDefaults(what, "default settings were chosen"),
        (AutoConnectEvent.Chosen, AutoConnectState.Choosing) when Find(chosenPayload) is { } chosen => Start(what, chosen, "eapolclient starts with the configuration that was chosen"),
        (AutoConnectEvent.Cancelled, AutoConnectState.Choosing or AutoConnectState.Running) => Go(what, AutoConnectState.WaitingForLinkChange, "it stops, and waits for the link to change"),
        (AutoConnectEvent.Succeeded, AutoConnectState.Running) => OnSucceeded(what),
        (AutoConnectEvent.Refused, AutoConnectState.Running) => Go(what, AutoConnectState.WaitingForLinkChange, "it waits for the link to change; what is bound to this switch stays"),
        (AutoConnectEvent.Failed, AutoConnectState.Running) => OnFailed(what),
        _ => new AutoConnectStep(what, State, "nothing changes", null),
    };

    private AutoConnectStep OnSwitchAsked(AutoConnectEvent what)
    {
        if (!_situation.IsUserAtConsole)
            return Go(what, State, "nothing: nobody is logged in at the console, and no configuration is for the system");
        if (!_situation.ConnectsEthernet)
            return Go(what, State, "nothing: EthernetAutoConnect is off");
        if (Find(BoundPayload) is { } bound)
            return Start(what, bound, "eapolclient starts with the configuration that worked with this switch before");
        return _forUser.Length switch
        {
            0 => StartWithDefaults(what, "there is no configuration"),
            1 => Start(what, _forUser[0], "it is the user's only configuration: eapolclient starts with it at once"),
            _ => Go(what, AutoConnectState.Choosing, $"the dialog asks which of {_forUser.Length} configurations to take, Wi-Fi counted, and waits for Connect") with { AsksUser = true },
        };
    }

    private AutoConnectStep OnSucceeded(AutoConnectEvent what)
    {
        if (RunningPayload is null)
            return Go(what, AutoConnectState.Authenticated, "the port is open; there is no configuration that could be bound to this switch");
        BoundPayload = RunningPayload;
        return Go(what, AutoConnectState.Authenticated, "the port is open, and the configuration is bound to this switch: next time nobody is asked which to take");
    }

    private AutoConnectStep OnFailed(AutoConnectEvent what)
    {
        BoundPayload = null;
        return Go(what, AutoConnectState.WaitingForLinkChange, "it forgets what is bound to this switch, and waits for the link to change");
    }

    private AutoConnectVerdict? Find(string? payload) => Array.Find(_forUser, verdict => verdict.PayloadIdentifier == payload);

    private AutoConnectStep StartWithDefaults(AutoConnectEvent what, string why)
    {
        (_running, State) = (null, AutoConnectState.Running);
        return new(what, State, $"{why}: eapolclient starts with default settings, and asks for name and password", null) { AsksUser = true };
    }

    private AutoConnectStep Start(AutoConnectEvent what, AutoConnectVerdict verdict, string action)
    {
        (_running, State) = (verdict, AutoConnectState.Running);
        if (verdict.Outcome == AutoConnectOutcome.Never)
            return new(what, State, $"{action}; it cannot work, because {string.Join(", and ", verdict.Reasons.Select(static reason => reason.Cause))}", verdict.PayloadIdentifier);
        string[] windows = [.. verdict.Reasons.Where(static reason => reason.Code is AutoConnectReasonCode.MissingTrust or AutoConnectReasonCode.MissingCredentials or AutoConnectReasonCode.OneTimePassword).Select(static reason => reason.Cause)];
        string asks = windows.Length == 0 ? "" : $"; then a window comes up, because {string.Join(", and ", windows)}";
        return new(what, State, action + asks, verdict.PayloadIdentifier) { AsksUser = windows.Length > 0 };
    }

    private AutoConnectStep Go(AutoConnectEvent what, AutoConnectState state, string action)
    {
        State = state;
        return new(what, state, action, null);
    }
}
