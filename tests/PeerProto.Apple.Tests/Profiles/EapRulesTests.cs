using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class EapRulesTests
{
    private static readonly ProfileLintOptions Signed = new() { Signature = new ProfileSignature("CN=Signer", "CN=Authority", TestCertificates.Now.AddDays(-1), TestCertificates.Now.AddDays(30), 1) };

    public static TheoryData<string, ProfileFindingSeverity, ProfileFindingCode, string> Mistakes => new()
    {
        { "no types", ProfileFindingSeverity.Error, ProfileFindingCode.UnknownEapType, "names no method" },
        { "type 99", ProfileFindingSeverity.Error, ProfileFindingCode.UnknownEapType, "names 99" },
        { "leap", ProfileFindingSeverity.Warning, ProfileFindingCode.WeakMethod, "LEAP" },
        { "tls without identity", ProfileFindingSeverity.Error, ProfileFindingCode.MissingIdentity, "EAP-TLS (13) has no identity" },
        { "certificate required", ProfileFindingSeverity.Error, ProfileFindingCode.MissingIdentity, "TLSCertificateIsRequired" },
        { "no trust", ProfileFindingSeverity.Error, ProfileFindingCode.MissingTrust, "status 14" },
        { "no names", ProfileFindingSeverity.Warning, ProfileFindingCode.PartialTrust, "TLSTrustedServerNames is missing" },
        { "no anchors", ProfileFindingSeverity.Warning, ProfileFindingCode.PartialTrust, "PayloadCertificateAnchorUUID is missing" },
        { "unknown anchor", ProfileFindingSeverity.Error, ProfileFindingCode.UnknownReference, "is no certificate of this profile" },
        { "any name", ProfileFindingSeverity.Warning, ProfileFindingCode.PartialTrust, "fits every server" },
        { "any name without anchors", ProfileFindingSeverity.Error, ProfileFindingCode.MissingTrust, "fits every server" },
        { "tls besides others without identity", ProfileFindingSeverity.Warning, ProfileFindingCode.MissingIdentity, "cannot be used" },
        { "aka prime", ProfileFindingSeverity.Error, ProfileFindingCode.UnknownEapType, "names 50" },
        { "exceptions", ProfileFindingSeverity.Warning, ProfileFindingCode.TrustExceptions, "lets the user trust" },
        { "one time", ProfileFindingSeverity.Warning, ProfileFindingCode.MissingCredentials, "OneTimeUserPassword" },
        { "no password", ProfileFindingSeverity.Warning, ProfileFindingCode.MissingCredentials, "UserPassword is not in the profile" },
        { "no outer identity", ProfileFindingSeverity.Note, ProfileFindingCode.OuterIdentity, "everybody near can read" },
        { "system of a user", ProfileFindingSeverity.Error, ProfileFindingCode.SystemMode, "belongs to a user" },
        { "system without credentials", ProfileFindingSeverity.Error, ProfileFindingCode.SystemMode, "nobody who can be asked" },
        { "source", ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "is not ActiveDirectory" },
        { "both sources", ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "are both there" },
        { "least over most", ProfileFindingSeverity.Error, ProfileFindingCode.TlsVersions, "is more than TLSMaximumVersion 1.2, its default" },
        { "old tls", ProfileFindingSeverity.Warning, ProfileFindingCode.TlsVersions, "refuse" },
        { "1.3 without outer", ProfileFindingSeverity.Error, ProfileFindingCode.OuterIdentity, "wants an OuterIdentity" },
        { "provision without pac", ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "needs EAPFASTUsePAC" },
        { "anonymous without provision", ProfileFindingSeverity.Error, ProfileFindingCode.Contradiction, "needs EAPFASTProvisionPAC" },
        { "anonymous pac", ProfileFindingSeverity.Warning, ProfileFindingCode.WeakMethod, "proves nothing" },
        { "inner without ttls", ProfileFindingSeverity.Note, ProfileFindingCode.Contradiction, "21 (TTLS) is not accepted" },
        { "rands", ProfileFindingSeverity.Error, ProfileFindingCode.WrongValue, "neither 2 nor 3" },
    };

    [Fact]
    public void RightProfile_HasNotesOnly()
    {
        // that it holds a password, and that nobody checked the signer's root
        Assert.Equal([ProfileFindingCode.Signature, ProfileFindingCode.PlainPassword], ProfileLint.Check(EapSamples.Profile(EapSamples.Ethernet), Signed).Where(finding => finding.Severity == ProfileFindingSeverity.Note).Select(finding => finding.Code));
        Assert.DoesNotContain(ProfileLint.Check(EapSamples.Profile(EapSamples.WiFi), Signed), finding => finding.Severity != ProfileFindingSeverity.Note);
    }

    [Fact]
    public void PasswordInAnUnsignedProfile_IsFoundAndNotTold()
    {
        IReadOnlyList<ProfileFinding> findings = ProfileLint.Check(EapSamples.Profile(EapSamples.Ethernet));
        Assert.Equal(ProfileFindingCode.PlainPassword, Assert.Single(findings).Code);
        Assert.DoesNotContain(EapSamples.Password, $"{findings[0]}{EapSamples.Ethernet}{EapSamples.Ethernet.Eap}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_IsFound(string mistake, ProfileFindingSeverity severity, ProfileFindingCode code, string message)
    {
        IReadOnlyList<ProfileFinding> findings = ProfileLint.Check(EapSamples.Profile(Spoil(EapSamples.Ethernet, mistake)) with { Scope = mistake == "system without credentials" ? ProfileScope.System : ProfileScope.User }, Signed);
        Assert.Contains(findings, finding => finding.Severity == severity && finding.Code == code && finding.PayloadIdentifier == EapSamples.Ethernet.Identifier && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void NetworksThatDoNotFit_AreFound()
    {
        WiFiPayload wifi = EapSamples.WiFi;
        foreach ((InterfacePayload payload, ProfileFindingCode code, string message) in new (InterfacePayload, ProfileFindingCode, string)[]
        {
            (wifi with { Ssid = null }, ProfileFindingCode.MissingKey, "SSID_STR"),
            (wifi with { Ssid = new string('ü', 17) }, ProfileFindingCode.WrongValue, "32 bytes"),
            (wifi with { JoinsAutomatically = false }, ProfileFindingCode.AutoJoinOff, "AutoJoin is false"),
            (wifi with { Encryption = WiFiEncryption.Wep }, ProfileFindingCode.WeakMethod, "WEP"),
            (wifi with { Encryption = WiFiEncryption.None }, ProfileFindingCode.UnfitNetwork, "EncryptionType is None"),
            (wifi with { Eap = null, Password = "short" }, ProfileFindingCode.WrongValue, "8 to 63"),
            (wifi with { Other = PropertyListValue.Of(("EnableIPv6", PropertyListValue.Of("yes"))).Members }, ProfileFindingCode.WrongValue, "EnableIPv6 has a value"),
            (wifi with { Other = PropertyListValue.Of(("MCCAndMNCs", PropertyListValue.Of(["26201"]))).Members }, ProfileFindingCode.WrongValue, "six digits"),
            (wifi with { Proxy = new ProfileProxy { Kind = ProfileProxyType.Manual, Server = "proxy.example.com" } }, ProfileFindingCode.WrongValue, "ProxyServerPort"),
            (wifi with { IdentityUuid = EapSamples.Anchor.Uuid }, ProfileFindingCode.UnknownReference, "is no identity"),
            (EapSamples.Ethernet with { Eap = null }, ProfileFindingCode.UnfitNetwork, "EAPClientConfiguration is missing"),
        })
            Assert.Contains(ProfileLint.Check(EapSamples.Profile(payload), Signed), finding => finding.Code == code && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void SeveralConfigurationsOfAUser_AreFound_AlsoAcrossProfiles()
    {
        Assert.Contains(ProfileLint.Check(EapSamples.Profile(EapSamples.Ethernet, EapSamples.WiFi), Signed), finding => finding.Code == ProfileFindingCode.SeveralConfigurations);
        Assert.Contains(
            ProfileLint.Check(EapSamples.Profile(EapSamples.Ethernet), Signed with { InstalledBeside = [EapSamples.Profile(EapSamples.WiFi)] }), finding => finding.Code == ProfileFindingCode.SeveralConfigurations);
        ConfigurationProfile system = EapSamples.Profile(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System] }, EapSamples.WiFi) with { Scope = ProfileScope.System };
        Assert.DoesNotContain(ProfileLint.Check(system, Signed), finding => finding.Code == ProfileFindingCode.SeveralConfigurations);
    }

    [Theory]
    [InlineData("<string>FirstActiveEthernet</string>", "<string>AnyEthernet</string>", "Interface has a value")]
    [InlineData("<key>UserName</key>\n\t\t\t\t<string>ana</string>", "<key>UserName</key><integer>1</integer>", "UserName has a value")]
    [InlineData("<integer>25</integer>", "<string>25</string>", "AcceptEAPTypes has a value")]
    [InlineData("<key>PayloadType</key>\n\t\t\t<string>com.apple.firstactive", "<key>SetupModes</key><string>Always</string><key>PayloadType</key><string>com.apple.firstactive", "SetupModes has a value")]
    public void ValueOfAWrongKind_IsFoundAndKept(string right, string wrong, string message)
    {
        string text = Encoding.UTF8.GetString(EapSamples.Profile(EapSamples.Ethernet).Write());
        Assert.Contains(right, text, StringComparison.Ordinal);
        ConfigurationProfile read = ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(ProfileLint.Check(read, Signed), finding => finding.Message.StartsWith(message, StringComparison.Ordinal));
        ConfigurationProfileTests.AssertSame(PropertyList.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))), PropertyList.Read(read.Write()));
    }

    [Theory]
    [InlineData("<string>System</string>")]
    [InlineData("<array><string>System</string></array>")]
    public void SetupModes_AreReadAsTextAndAsArray(string value)
    {
        string text = Encoding.UTF8.GetString(EapSamples.Profile(EapSamples.Ethernet).Write()).Replace("<key>Interface</key>", $"<key>SetupModes</key>{value}<key>Interface</key>", StringComparison.Ordinal);
        EthernetPayload ethernet = ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text)).Payloads.OfType<EthernetPayload>().Single();
        Assert.Equal([ProfileSetupMode.System], ethernet.SetupModes);
    }

    [Fact]
    public void EveryKey_SurvivesWritingAndReading()
    {
        EapConfiguration eap = new()
        {
            AcceptedTypes = [EapType.Tls, EapType.Ttls, EapType.Peap, EapType.Fast, EapType.Sim, EapType.Aka], UserName = "a", UserPassword = "b", OneTimePassword = true, OuterIdentity = "c", AnchorUuids = ["d"],
            TrustedCertificates = ["e"], TrustedServerNames = ["f", "*.g"], AllowsTrustExceptions = true, RequiresClientCertificate = false, MinimumTlsVersion = EapTlsVersion.Tls11, MaximumTlsVersion = EapTlsVersion.Tls13,
            InnerAuthentication = TtlsInnerAuthentication.Pap, UsesPac = true, ProvisionsPac = true, ProvisionsPacAnonymously = false, SimChallenges = 2, SystemModeCredentialsSource = "ActiveDirectory",
            UsesOpenDirectoryCredentials = false, UsesSingleSignOn = true,
        };
        ProfileProxy proxy = new() { Kind = ProfileProxyType.Manual, Server = "p", Port = 8080, UserName = "u", Password = "w", PacUrl = "http://x", AllowsFallback = false };
        InterfacePayload[] payloads =
        [
            new WiFiPayload { Identifier = "w", Ssid = "s", IsHidden = true, JoinsAutomatically = false, Encryption = WiFiEncryption.Wpa3, Password = "p", Eap = eap, IdentityUuid = "i", SetupModes = [ProfileSetupMode.System, ProfileSetupMode.LoginWindow], Proxy = proxy },
            .. Enum.GetValues<EthernetInterface>().Select(on => new EthernetPayload { Identifier = on.ToString(), Interface = on, Eap = eap }),
        ];
        ConfigurationProfile profile = EapSamples.Profile(payloads);
        ConfigurationProfile read = ConfigurationProfile.Read(profile.Write());
        Assert.Equal(profile.Write(), read.Write());
        Assert.All(read.Payloads.OfType<InterfacePayload>(), payload => Assert.True(payload.Other.Count == 0 && payload.Eap!.Other.Count == 0));
        Assert.Equal(Enum.GetValues<EthernetInterface>(), read.Payloads.OfType<EthernetPayload>().Select(payload => payload.Interface));
        Assert.Equal(("p", 8080), (read.Payloads.OfType<WiFiPayload>().Single().Proxy?.Server, read.Payloads.OfType<WiFiPayload>().Single().Proxy?.Port));
    }

    private static EthernetPayload Spoil(EthernetPayload right, string mistake)
    {
        EapConfiguration eap = right.Eap!;
        EthernetPayload system = right with { SetupModes = [ProfileSetupMode.System] };
        return mistake switch
        {
            "no types" => right with { Eap = eap with { AcceptedTypes = [] } },
            "type 99" => right with { Eap = eap with { AcceptedTypes = [(EapType)99] } },
            "leap" => right with { Eap = eap with { AcceptedTypes = [EapType.Peap, EapType.Leap] } },
            "tls without identity" => right with { Eap = eap with { AcceptedTypes = [EapType.Tls] } },
            "certificate required" => right with { Eap = eap with { RequiresClientCertificate = true } },
            "no trust" => right with { Eap = eap with { AnchorUuids = [], TrustedServerNames = [] } },
            "no names" => right with { Eap = eap with { TrustedServerNames = [] } },
            "no anchors" => right with { Eap = eap with { AnchorUuids = [] } },
            "unknown anchor" => right with { Eap = eap with { AnchorUuids = ["0F1A1A3E-0B54-4E56-9A3F-000000000001"] } },
            "any name" => right with { Eap = eap with { TrustedServerNames = ["*"] } },
            "any name without anchors" => right with { Eap = eap with { AnchorUuids = [], TrustedServerNames = ["*"] } },
            "tls besides others without identity" => right with { Eap = eap with { AcceptedTypes = [EapType.Peap, EapType.Tls] } },
            "aka prime" => right with { Eap = eap with { AcceptedTypes = [EapType.Peap, EapType.AkaPrime] } },
            "exceptions" => right with { Eap = eap with { AllowsTrustExceptions = true } },
            "one time" => right with { Eap = eap with { OneTimePassword = true } },
            "no password" => right with { Eap = eap with { UserPassword = null } },
            "no outer identity" => right with { Eap = eap with { OuterIdentity = null } },
            "system of a user" => system,
            "system without credentials" => system with { Eap = eap with { UserPassword = null } },
            "source" => right with { Eap = eap with { SystemModeCredentialsSource = "Directory" } },
            "both sources" => right with { Eap = eap with { SystemModeCredentialsSource = "ActiveDirectory", UsesOpenDirectoryCredentials = true } },
            "least over most" => right with { Eap = eap with { MinimumTlsVersion = EapTlsVersion.Tls13 } },
            "old tls" => right with { Eap = eap with { MaximumTlsVersion = EapTlsVersion.Tls11 } },
            "1.3 without outer" => right with { Eap = eap with { MinimumTlsVersion = EapTlsVersion.Tls13, MaximumTlsVersion = EapTlsVersion.Tls13, OuterIdentity = null } },
            "provision without pac" => right with { Eap = eap with { ProvisionsPac = true } },
            "anonymous without provision" => right with { Eap = eap with { ProvisionsPacAnonymously = true } },
            "anonymous pac" => right with { Eap = eap with { AcceptedTypes = [EapType.Fast], UsesPac = true, ProvisionsPac = true, ProvisionsPacAnonymously = true } },
            "inner without ttls" => right with { Eap = eap with { InnerAuthentication = TtlsInnerAuthentication.Pap } },
            "rands" => right with { Eap = eap with { SimChallenges = 4 } },
            _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "unknown"),
        };
    }
}
