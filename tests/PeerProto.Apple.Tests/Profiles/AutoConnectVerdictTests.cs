namespace PeerProto.Apple.Tests;

public sealed class AutoConnectVerdictTests
{
    private static readonly EapConfiguration Peap = EapSamples.Peap;
    private static readonly EthernetPayload Ethernet = EapSamples.Ethernet;
    private static readonly WiFiPayload WiFi = EapSamples.WiFi;

    [Fact]
    public void OnlyConfigurationWithTrustAndCredentials_IsSilent() => AssertVerdict(AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete, Ethernet);

    [Fact]
    public void SecondConfiguration_AlsoOneOfWiFi_AsksOnEthernetOnly()
    {
        IReadOnlyList<AutoConnectVerdict> verdicts = AutoConnectVerdict.Of(EapSamples.Profile(Ethernet), EapSamples.Profile(WiFi));
        Assert.Equal([AutoConnectOutcome.Asks, AutoConnectOutcome.Silent], verdicts.Select(verdict => verdict.Outcome));
        Assert.Equal(AutoConnectReasonCode.SeveralConfigurations, Assert.Single(verdicts[0].Reasons).Code);
        Assert.Contains("merge", verdicts[0].Reasons[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatThePostSaw_IsToldWithItsCure()
    {
        // "Ethernet: Select the correct profile, and click the Connect button. Wlan: Click the Connect button."
        string post = ForumPost.Read(3);
        Assert.Contains("Select the correct profile, and click the Connect button", post, StringComparison.Ordinal);
        EapConfiguration untrusting = Peap with { AnchorUuids = [], TrustedServerNames = [] };
        ConfigurationProfile installed = EapSamples.Profile(Ethernet, WiFi with { Eap = untrusting });
        AutoConnectVerdict[] verdicts = [.. AutoConnectVerdict.Of(installed)];
        Assert.All(verdicts, verdict => Assert.Equal(AutoConnectOutcome.Asks, verdict.Outcome));
        Assert.Contains("asks which to take", verdicts[0].Reasons[0].Cause, StringComparison.Ordinal);
        Assert.Contains("certificate dialog", Assert.Single(verdicts[1].Reasons).Cause, StringComparison.Ordinal);
        ConfigurationProfile cured = ProfileMerge.Merge([EapSamples.Profile(Ethernet), EapSamples.Profile(WiFi)]).Profile;
        Assert.All(AutoConnectVerdict.Of(cured), verdict => Assert.True(verdict.IsAutomatic));
    }

    [Fact]
    public void PlainWiFiBesideEthernet_DoesNotCount() =>
        Assert.All(AutoConnectVerdict.Of(EapSamples.Profile(Ethernet, WiFi with { Eap = null, Password = "12345678" })), verdict => Assert.Equal(AutoConnectOutcome.Silent, verdict.Outcome));

    [Fact]
    public void SystemModeForTheDevice_NeedsNobody()
    {
        EthernetPayload system = Ethernet with { SetupModes = [ProfileSetupMode.System] };
        ConfigurationProfile device = EapSamples.Profile(system, WiFi) with { Scope = ProfileScope.System };
        Assert.Equal([AutoConnectOutcome.SystemMode, AutoConnectOutcome.Silent], AutoConnectVerdict.Of(device).Select(verdict => verdict.Outcome));
        AssertVerdict(AutoConnectOutcome.Never, AutoConnectReasonCode.WrongScope, system);
        Assert.Equal(AutoConnectReasonCode.MissingCredentials, AutoConnectVerdict.Of(EapSamples.Profile(system with { Eap = Peap with { UserPassword = null } }) with { Scope = ProfileScope.System })[0].Reasons[0].Code);
        Assert.Equal(AutoConnectReasonCode.MissingTrust, AutoConnectVerdict.Of(EapSamples.Profile(system with { Eap = Peap with { AnchorUuids = [], TrustedServerNames = [] } }) with { Scope = ProfileScope.System })[0].Reasons[0].Code);
    }

    [Fact]
    public void LoginWindow_IsToldApart() => AssertVerdict(AutoConnectOutcome.LoginWindow, AutoConnectReasonCode.SetupMode, Ethernet with { SetupModes = [ProfileSetupMode.LoginWindow] });

    [Fact]
    public void WhatMissesInEthernet_Asks()
    {
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.MissingTrust, Ethernet with { Eap = Peap with { AnchorUuids = [], TrustedServerNames = [] } });
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.MissingCredentials, Ethernet with { Eap = Peap with { UserName = null } });
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.OneTimePassword, Ethernet with { Eap = Peap with { OneTimePassword = true } });
        AssertVerdict(AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable, Ethernet with { Eap = Peap with { AcceptedTypes = [EapType.Tls] } });
        AssertVerdict(AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable, Ethernet with { Eap = null });
    }

    [Fact]
    public void WhatMissesInWiFi_Asks()
    {
        AssertVerdict(AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete, WiFi);
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.AutoJoinOff, WiFi with { JoinsAutomatically = false });
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.MissingCredentials, WiFi with { Eap = null });
        AssertVerdict(AutoConnectOutcome.Silent, AutoConnectReasonCode.NoAuthentication, WiFi with { Eap = null, Encryption = WiFiEncryption.None });
        AssertVerdict(AutoConnectOutcome.Asks, AutoConnectReasonCode.AutoJoinOff, WiFi with { Eap = null, JoinsAutomatically = false });
    }

    private static void AssertVerdict(AutoConnectOutcome outcome, AutoConnectReasonCode code, InterfacePayload payload)
    {
        AutoConnectVerdict verdict = Assert.Single(AutoConnectVerdict.Of(EapSamples.Profile(payload)));
        Assert.Equal((outcome, code), (verdict.Outcome, Assert.Single(verdict.Reasons).Code));
        Assert.Equal(outcome is AutoConnectOutcome.Silent or AutoConnectOutcome.SystemMode, verdict.IsAutomatic);
        Assert.Equal(payload.Identifier, verdict.PayloadIdentifier);
    }
}
