namespace PeerProto.Apple.Tests;

/// <summary>The rules of EAPOLMonitor and EAPOLController, as a table.</summary>
public sealed class AutoConnectPlanTests
{
    private static readonly ConfigurationProfile One = EapSamples.Profile(EapSamples.Ethernet);
    private static readonly ConfigurationProfile Two = EapSamples.Profile(EapSamples.Ethernet, EapSamples.WiFi);

    public static TheoryData<string, AutoConnectState[]> Courses => new()
    {
        // what is installed, then what happens: + link up, - link down, ? switch asks, ! chosen, x cancelled, y success, r refused, f failed
        { "one +?y", [AutoConnectState.WaitingForSwitch, AutoConnectState.Running, AutoConnectState.Authenticated] },
        { "two +?!y", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing, AutoConnectState.Running, AutoConnectState.Authenticated] },
        { "two +?!y-+?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing, AutoConnectState.Running, AutoConnectState.Authenticated, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.Running] },
        { "two +?!y-+?f-+?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing, AutoConnectState.Running, AutoConnectState.Authenticated, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.Running, AutoConnectState.WaitingForLinkChange, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing] },
        { "two +?!y-+?r-+?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing, AutoConnectState.Running, AutoConnectState.Authenticated, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.Running, AutoConnectState.WaitingForLinkChange, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.Running] },
        { "two +?x?+?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing, AutoConnectState.WaitingForLinkChange, AutoConnectState.WaitingForLinkChange, AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing] },
        { "none +?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Running] },
        { "system +y", [AutoConnectState.Running, AutoConnectState.Authenticated] },
        { "off +?", [AutoConnectState.WaitingForSwitch, AutoConnectState.WaitingForSwitch] },
        { "nobody +?", [AutoConnectState.WaitingForSwitch, AutoConnectState.WaitingForSwitch] },
        { "bound +?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Running] },
        { "unknown-bound +?", [AutoConnectState.WaitingForSwitch, AutoConnectState.Choosing] },
        { "one ?y!x+-", [AutoConnectState.NoLink, AutoConnectState.NoLink, AutoConnectState.NoLink, AutoConnectState.NoLink, AutoConnectState.WaitingForSwitch, AutoConnectState.NoLink] },
    };

    [Theory]
    [MemberData(nameof(Courses))]
    public void Course_IsThatOfTheSources(string course, AutoConnectState[] states)
    {
        string[] parts = course.Split(' ');
        AutoConnectPlan plan = parts[0] switch
        {
            "one" => new([One]),
            "two" => new([Two]),
            "none" => new([]),
            "system" => new([EapSamples.Profile(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System] }, EapSamples.WiFi) with { Scope = ProfileScope.System }]),
            "off" => new([One], new AutoConnectSituation { ConnectsEthernet = false }),
            "nobody" => new([One], new AutoConnectSituation { IsUserAtConsole = false }),
            "bound" => new([Two], new AutoConnectSituation { BoundPayload = EapSamples.WiFi.Identifier }),
            _ => new([Two], new AutoConnectSituation { BoundPayload = "gone" }),
        };
        Assert.Equal(states, parts[1].Select(sign => plan.Handle(EventOf(sign), EapSamples.Ethernet.Identifier).State));
    }

    [Fact]
    public void WalkToTheOpenPort_NamesTheConfigurationAndWhatIsAsked()
    {
        IReadOnlyList<AutoConnectStep> steps = AutoConnectPlan.OnLinkUp([One]);
        Assert.Equal([AutoConnectEvent.LinkUp, AutoConnectEvent.SwitchAsked, AutoConnectEvent.Succeeded], steps.Select(step => step.Event));
        Assert.Equal(EapSamples.Ethernet.Identifier, steps[1].PayloadIdentifier);
        Assert.Contains("at once", steps[1].Action, StringComparison.Ordinal);
        Assert.Contains(AutoConnectPlan.OnLinkUp([Two]), step => step.State == AutoConnectState.Choosing && step.Action.Contains("Wi-Fi counted", StringComparison.Ordinal));
        ConfigurationProfile untrusting = EapSamples.Profile(EapSamples.Ethernet with { Eap = EapSamples.Peap with { AnchorUuids = [], TrustedServerNames = [] } });
        Assert.Contains("status 14", AutoConnectPlan.OnLinkUp([untrusting])[1].Action, StringComparison.Ordinal);
        Assert.Equal(AutoConnectState.WaitingForSwitch, AutoConnectPlan.OnLinkUp([One], new AutoConnectSituation { ConnectsEthernet = false })[^1].State);
    }

    [Fact]
    public void ConfigurationThatCannotWork_EndsInAFailureThatIsExplained()
    {
        EthernetPayload tls = EapSamples.Ethernet with { Eap = EapSamples.Peap with { AcceptedTypes = [EapType.Tls] } };
        IReadOnlyList<AutoConnectStep> steps = AutoConnectPlan.OnLinkUp([EapSamples.Profile(tls)]);
        Assert.Equal([AutoConnectState.WaitingForSwitch, AutoConnectState.Running, AutoConnectState.WaitingForLinkChange], steps.Select(step => step.State));
        Assert.Contains("status 4", steps[1].Action, StringComparison.Ordinal);
    }

    [Fact]
    public void NoConfiguration_AsksForEverything_AndIsBoundToNothing()
    {
        IReadOnlyList<AutoConnectStep> steps = AutoConnectPlan.OnLinkUp([]);
        Assert.Equal((AutoConnectState.Running, true, null), (steps[^1].State, steps[^1].AsksUser, steps[^1].PayloadIdentifier));
        AutoConnectPlan plan = new([]);
        plan.Handle(AutoConnectEvent.LinkUp);
        plan.Handle(AutoConnectEvent.SwitchAsked);
        Assert.DoesNotContain("is bound", plan.Handle(AutoConnectEvent.Succeeded).Action, StringComparison.Ordinal);
        Assert.Null(plan.BoundPayload);
    }

    [Fact]
    public void ChoiceOfAConfigurationThatIsNotThere_ChangesNothing()
    {
        AutoConnectPlan plan = new([Two]);
        plan.Handle(AutoConnectEvent.LinkUp);
        plan.Handle(AutoConnectEvent.SwitchAsked);
        Assert.Equal(AutoConnectState.Choosing, plan.Handle(AutoConnectEvent.Chosen, "gone").State);
        Assert.Equal((AutoConnectState.Running, true), plan.Handle(AutoConnectEvent.Chosen) is var step ? (step.State, step.AsksUser) : default);
    }

    [Fact]
    public void TwoProfilesWithOneIdentifier_AreToldApart()
    {
        ConfigurationProfile silent = EapSamples.Profile(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System] }) with { Scope = ProfileScope.System };
        ConfigurationProfile asking = EapSamples.Profile(EapSamples.Ethernet with { Eap = EapSamples.Peap with { UserPassword = null } });
        Assert.DoesNotContain(AutoConnectPlan.OnLinkUp([asking, silent]), step => step.AsksUser || step.Action.Contains("window comes up", StringComparison.Ordinal));
    }

    [Fact]
    public void ConfigurationThatWorkedBefore_IsTakenWithoutAQuestion()
    {
        IReadOnlyList<AutoConnectStep> steps = AutoConnectPlan.OnLinkUp([Two], new AutoConnectSituation { BoundPayload = EapSamples.Ethernet.Identifier });
        Assert.Equal((AutoConnectState.Authenticated, false), (steps[^1].State, steps.Any(step => step.AsksUser)));
    }

    private static AutoConnectEvent EventOf(char sign) => sign switch
    {
        '+' => AutoConnectEvent.LinkUp,
        '-' => AutoConnectEvent.LinkDown,
        '?' => AutoConnectEvent.SwitchAsked,
        '!' => AutoConnectEvent.Chosen,
        'x' => AutoConnectEvent.Cancelled,
        'y' => AutoConnectEvent.Succeeded,
        'r' => AutoConnectEvent.Refused,
        _ => AutoConnectEvent.Failed,
    };
}
