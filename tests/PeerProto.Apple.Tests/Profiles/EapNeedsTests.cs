using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Apple.Tests;

/// <summary>The linter, the verdict and the plan judge trust, identity and credentials alike: by what is in the profile, not by what is named.</summary>
public sealed class EapNeedsTests
{
    private const string IdentityPassword = "open sesame";
    private static readonly EapConfiguration Peap = EapSamples.Peap;
    private static readonly EapConfiguration Tls = Peap with { AcceptedTypes = [EapType.Tls], UserName = null, UserPassword = null, OuterIdentity = null };
    private static readonly CertificatePayload Identity = MakeIdentity();

    public static TheoryData<string, AutoConnectOutcome, AutoConnectReasonCode> Cases => new()
    {
        { "right", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
        { "unknown anchor", AutoConnectOutcome.Never, AutoConnectReasonCode.UnknownReference },
        { "anchor is an identity", AutoConnectOutcome.Never, AutoConnectReasonCode.UnknownReference },
        { "broken anchor", AutoConnectOutcome.Never, AutoConnectReasonCode.UnreadableCertificate },
        { "empty anchor", AutoConnectOutcome.Never, AutoConnectReasonCode.UnreadableCertificate },
        { "ended anchor", AutoConnectOutcome.Never, AutoConnectReasonCode.CertificateOutOfDate },
        { "any server", AutoConnectOutcome.Asks, AutoConnectReasonCode.MissingTrust },
        { "any server of the anchor", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
        { "identity for a password", AutoConnectOutcome.Asks, AutoConnectReasonCode.MissingCredentials },
        { "identity beside a password", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
        { "tls", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
        { "tls without identity", AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable },
        { "tls with an unknown identity", AutoConnectOutcome.Never, AutoConnectReasonCode.UnknownReference },
        { "tls with a broken identity", AutoConnectOutcome.Never, AutoConnectReasonCode.UnreadableCertificate },
        { "tls with an ended identity", AutoConnectOutcome.Never, AutoConnectReasonCode.CertificateOutOfDate },
        { "tls that wants no certificate", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
        { "peap that wants a certificate", AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable },
        { "tls versions", AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable },
        { "no outer identity for 1.3", AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable },
        { "unknown method", AutoConnectOutcome.Never, AutoConnectReasonCode.Unusable },
        { "sim", AutoConnectOutcome.Silent, AutoConnectReasonCode.Complete },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void VerdictLinterAndPlan_Agree(string name, AutoConnectOutcome outcome, AutoConnectReasonCode code)
    {
        ConfigurationProfile profile = Make(name);
        AutoConnectVerdict verdict = Assert.Single(AutoConnectVerdict.Of(profile));
        Assert.Equal((outcome, code), (verdict.Outcome, Assert.Single(verdict.Reasons).Code));
        Assert.Equal(outcome == AutoConnectOutcome.Silent, AutoConnectPlan.OnLinkUp([profile]) is [.., { State: AutoConnectState.Authenticated }] steps && !steps.Any(step => step.AsksUser));
        ProfileFinding[] findings = [.. ProfileLint.Check(profile).Where(finding => finding.Code is not (ProfileFindingCode.PlainPassword or ProfileFindingCode.PartialTrust))];
        Assert.Equal(outcome == AutoConnectOutcome.Never, findings.Any(finding => finding.Severity == ProfileFindingSeverity.Error && finding.Code != ProfileFindingCode.MissingTrust));
        Assert.Equal(outcome == AutoConnectOutcome.Asks, findings.Any(finding => finding.Code is ProfileFindingCode.MissingTrust or ProfileFindingCode.MissingCredentials));
        EthernetPayload ethernet = profile.Payloads.OfType<EthernetPayload>().Single();
        AutoConnectVerdict system = Assert.Single(AutoConnectVerdict.Of(EapSamples.Profile([.. profile.Payloads.Where(payload => payload is CertificatePayload && payload != EapSamples.Anchor), ethernet with { SetupModes = [ProfileSetupMode.System] }]) with { Scope = ProfileScope.System }));
        Assert.Equal(outcome == AutoConnectOutcome.Silent ? AutoConnectOutcome.SystemMode : AutoConnectOutcome.Never, system.Outcome);
    }

    [Fact]
    public void OneAnchorOfTwoThatHolds_IsEnough()
    {
        using X509Certificate2 ended = TestCertificates.Root("Ended", -20, -10);
        CertificatePayload old = CertificatePayload.Root("org.example.old", ended);
        ConfigurationProfile profile = EapSamples.Profile(old, EapSamples.Ethernet with { Eap = Peap with { AnchorUuids = [old.Uuid, EapSamples.Anchor.Uuid] } });
        Assert.Equal(AutoConnectOutcome.Silent, AutoConnectVerdict.Of(profile)[0].Outcome);
    }

    [Fact]
    public void VerdictAndPlan_HoldCertificatesAgainstTheGivenClock()
    {
        ConfigurationProfile[] profiles = [EapSamples.Profile(EapSamples.Ethernet)];
        FakeTimeProvider later = new(TestCertificates.Now.AddDays(60));
        Assert.Equal(AutoConnectReasonCode.CertificateOutOfDate, AutoConnectVerdict.Of(profiles, later)[0].Reasons[0].Code);
        Assert.Equal(AutoConnectState.WaitingForLinkChange, AutoConnectPlan.OnLinkUp(profiles, new AutoConnectSituation { TimeProvider = later })[^1].State);
        Assert.True(AutoConnectVerdict.Of(profiles)[0].IsAutomatic);
    }

    [Fact]
    public void EthernetOfADeviceWithoutSetupModes_IsForTheSystem_AsDocumented()
    {
        ConfigurationProfile device = EapSamples.Profile(EapSamples.Ethernet, EapSamples.WiFi) with { Scope = ProfileScope.System };
        Assert.Equal([AutoConnectOutcome.SystemMode, AutoConnectOutcome.Silent], AutoConnectVerdict.Of(device).Select(verdict => verdict.Outcome));
        ProfileFinding note = Assert.Single(ProfileLint.Check(device), finding => finding.Code == ProfileFindingCode.SystemMode);
        Assert.Equal((ProfileFindingSeverity.Note, true), (note.Severity, note.Message.Contains("documents System as the default", StringComparison.Ordinal)));
        Assert.Contains("EAPOLController", AutoConnectPlan.OnLinkUp([device])[0].Action, StringComparison.Ordinal);
        Assert.Contains("setSystemProfile", EapolCommandPlan.From(EapSamples.Ethernet, device).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OneTimePassword_CannotServeTheSystem() => Assert.Equal(
        (AutoConnectOutcome.Never, AutoConnectReasonCode.OneTimePassword),
        AutoConnectVerdict.Of(EapSamples.Profile(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System], Eap = Peap with { OneTimePassword = true } }) with { Scope = ProfileScope.System }).Select(verdict => (verdict.Outcome, verdict.Reasons[0].Code)).Single());

    [Fact]
    public void WiFiWithoutNameOrEncryption_IsNeverJoined()
    {
        Assert.Equal(AutoConnectOutcome.Never, AutoConnectVerdict.Of(EapSamples.Profile(EapSamples.WiFi with { Ssid = null }))[0].Outcome);
        Assert.Equal(AutoConnectOutcome.Never, AutoConnectVerdict.Of(EapSamples.Profile(EapSamples.WiFi with { Encryption = WiFiEncryption.None }))[0].Outcome);
    }

    private static ConfigurationProfile Make(string name)
    {
        using X509Certificate2 ended = TestCertificates.Root("Ended", -20, -10);
        CertificatePayload old = CertificatePayload.Root("org.example.old", ended);
        CertificatePayload oldIdentity = CertificatePayload.Identity("org.example.oldidentity", ended.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, IdentityPassword), IdentityPassword);
        CertificatePayload broken = new() { Identifier = "org.example.broken", Content = new byte[] { 1, 2 } };
        CertificatePayload brokenIdentity = Identity with { Identifier = "org.example.brokenidentity", Password = "another" };
        CertificatePayload empty = new() { Identifier = "org.example.empty", Content = default };
        return name switch
        {
            "right" => Profile(Peap),
            "unknown anchor" => Profile(Peap with { AnchorUuids = ["0F1A1A3E-0B54-4E56-9A3F-000000000001"] }),
            "anchor is an identity" => Profile(Peap with { AnchorUuids = [Identity.Uuid] }, null, Identity),
            "broken anchor" => Profile(Peap with { AnchorUuids = [broken.Uuid] }, null, broken),
            "empty anchor" => Profile(Peap with { AnchorUuids = [empty.Uuid] }, null, empty),
            "ended anchor" => Profile(Peap with { AnchorUuids = [old.Uuid] }, null, old),
            "any server" => Profile(Peap with { AnchorUuids = [], TrustedServerNames = ["radius.example.com", "*"] }),
            "any server of the anchor" => Profile(Peap with { TrustedServerNames = ["*.*"] }),
            "identity for a password" => Profile(Peap with { UserPassword = null }, Identity, Identity),
            "identity beside a password" => Profile(Peap with { AcceptedTypes = [EapType.Peap, EapType.Tls], UserPassword = null }, Identity, Identity),
            "tls" => Profile(Tls, Identity, Identity),
            "tls without identity" => Profile(Tls),
            "tls with an unknown identity" => Profile(Tls, Identity),
            "tls with a broken identity" => Profile(Tls, brokenIdentity, brokenIdentity),
            "tls with an ended identity" => Profile(Tls, oldIdentity, oldIdentity),
            "tls that wants no certificate" => Profile(Tls with { RequiresClientCertificate = false, UserName = "ana" }),
            "peap that wants a certificate" => Profile(Peap with { RequiresClientCertificate = true }),
            "tls versions" => Profile(Peap with { MinimumTlsVersion = EapTlsVersion.Tls13 }),
            "no outer identity for 1.3" => Profile(Peap with { MinimumTlsVersion = EapTlsVersion.Tls13, MaximumTlsVersion = EapTlsVersion.Tls13, OuterIdentity = null }),
            "unknown method" => Profile(Peap with { AcceptedTypes = [(EapType)50] }),
            "sim" => Profile(new EapConfiguration { AcceptedTypes = [EapType.Sim] }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown"),
        };
    }

    private static ConfigurationProfile Profile(EapConfiguration eap, CertificatePayload? identity = null, params CertificatePayload[] certificates) =>
        EapSamples.Profile([.. certificates, EapSamples.Ethernet with { Eap = eap, IdentityUuid = identity?.Uuid }]);

    private static CertificatePayload MakeIdentity()
    {
        using X509Certificate2 client = TestCertificates.Signer();
        return CertificatePayload.Identity("org.example.identity", client.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, IdentityPassword), IdentityPassword);
    }
}
